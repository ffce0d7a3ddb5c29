"""The common `:emoji:` names; the others stay as they were typed."""

import re
from types import MappingProxyType
from typing import Final

NAME: Final = re.compile(r":([a-z0-9_+'-]{1,50}):")

_TABLE: Final = """
+1 👍|thumbsup 👍|-1 👎|thumbsdown 👎|wave 👋|pray 🙏|clap 👏|raised_hands 🙌|point_right 👉
point_left 👈|point_up ☝️|point_down 👇|ok_hand 👌|muscle 💪|handshake 🤝|eyes 👀
writing_hand ✍️|raising_hand 🙋|smile 😄|smiley 😃|grinning 😀|grin 😁
slightly_smiling_face 🙂|wink 😉|blush 😊|joy 😂|thinking_face 🤔|tada 🎉|sparkles ✨
star ⭐|star2 🌟|fire 🔥|rocket 🚀|zap ⚡|boom 💥|100 💯|trophy 🏆|medal 🏅|dart 🎯
white_check_mark ✅|heavy_check_mark ✔️|ballot_box_with_check ☑️|x ❌
negative_squared_cross_mark ❎|warning ⚠️|no_entry ⛔|no_entry_sign 🚫|octagonal_sign 🛑
rotating_light 🚨|exclamation ❗|question ❓|grey_question ❔|grey_exclamation ❕
bangbang ‼️|information_source ℹ️|bulb 💡|bell 🔔|no_bell 🔕|loudspeaker 📢|mega 📣
speech_balloon 💬|thought_balloon 💭|sos 🆘|new 🆕|ok 🆗|up 🆙|cool 🆒|free 🆓|hourglass ⌛
hourglass_flowing_sand ⏳|stopwatch ⏱️|timer_clock ⏲️|alarm_clock ⏰|watch ⌚
calendar 📅|date 📅|spiral_calendar_pad 🗓️|arrows_counterclockwise 🔄|repeat 🔁
arrow_right ➡️|arrow_left ⬅️|arrow_up ⬆️|arrow_down ⬇️|fast_forward ⏩|rewind ⏪
double_vertical_bar ⏸️|arrow_forward ▶️|key 🔑|old_key 🗝️|lock 🔒|unlock 🔓
closed_lock_with_key 🔐|shield 🛡️|link 🔗|paperclip 📎|pushpin 📌|round_pushpin 📍|memo 📝
pencil 📝|pencil2 ✏️|clipboard 📋|page_facing_up 📄|bookmark_tabs 📑|books 📚|book 📖
file_folder 📁|open_file_folder 📂|card_index 📇|bar_chart 📊|chart_with_upwards_trend 📈
chart_with_downwards_trend 📉|inbox_tray 📥|outbox_tray 📤|package 📦|email 📧|e-mail 📧
envelope ✉️|incoming_envelope 📨|mailbox 📫|phone ☎️|telephone_receiver 📞|iphone 📱
computer 💻|floppy_disk 💾|wrench 🔧|hammer 🔨|hammer_and_wrench 🛠️|gear ⚙️|toolbox 🧰
test_tube 🧪|mag 🔍|mag_right 🔎|wastebasket 🗑️|recycle ♻️|bug 🐛|robot_face 🤖
busts_in_silhouette 👥|bust_in_silhouette 👤|house 🏠|office 🏢|globe_with_meridians 🌐
earth_africa 🌍|earth_americas 🌎|earth_asia 🌏|cloud ☁️|sunny ☀️|umbrella ☔|coffee ☕
beers 🍻|cake 🍰|birthday 🎂|gift 🎁|balloon 🎈|heart ❤️|broken_heart 💔
large_green_circle 🟢|large_yellow_circle 🟡|large_orange_circle 🟠|red_circle 🔴
large_blue_circle 🔵|white_circle ⚪|black_circle ⚫|large_green_square 🟩
large_red_square 🟥|black_square_for_stop ⏹️|one 1️⃣|two 2️⃣|three 3️⃣|four 4️⃣
five 5️⃣|six 6️⃣|seven 7️⃣|eight 8️⃣|nine 9️⃣|keycap_ten 🔟|zero 0️⃣|moneybag 💰
dollar 💵|euro 💶|credit_card 💳|briefcase 💼|construction 🚧|checkered_flag 🏁
triangular_flag_on_post 🚩|thread 🧵|beach_with_umbrella 🏖️|sandwich 🥪|cry 😢|sob 😭
sweat_smile 😅
"""

EMOJI: Final = MappingProxyType(
    dict(pair.split(" ", 1) for line in _TABLE.split("\n") for pair in line.split("|") if pair)
)
"""Name without its colons → characters."""


def with_emoji(text: str) -> str:
    return NAME.sub(lambda found: EMOJI.get(found.group(1), found.group()), text)
