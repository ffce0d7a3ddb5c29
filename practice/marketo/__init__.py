"""
A practice Marketo subscription, in memory: tokens, User Management, a little of `/rest`, faults.

    marketo = MarketoStandIn(lambda: state, now=clock.now)
    server.mount(marketo.routes("/marketo/{munchkin_id}"))
    marketo.faults.add("*", Code(606), times=2)

† marks what no source says and was chosen here: easy to correct.
"""
