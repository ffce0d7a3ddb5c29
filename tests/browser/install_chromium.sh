#!/bin/sh
# The browser tests need Chromium: found, or installed where that takes no question (Debian, root).
# Without it they are skipped, and pytest says so.
for name in chromium chromium-browser google-chrome; do
    # A stub that only knows where to install it from is not one.
    "$name" --version >/dev/null 2>&1 && exit 0
done
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "Installing Chromium for the browser tests"
    export DEBIAN_FRONTEND=noninteractive
    apt-get update -qq >/dev/null &&
        apt-get install -y -qq --no-install-recommends chromium fonts-liberation >/dev/null 2>&1 ||
        echo "Chromium could not be installed: the browser tests will be skipped"
fi
exit 0
