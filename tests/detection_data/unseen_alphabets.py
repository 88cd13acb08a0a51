"""Look-alike alphabets that the known rows do not use."""

from tests.detection_data.edits import alphabet, block

CHEROKEE = alphabet("ᎪᏴᏟᎠᎬᏀᎻᏆᎫᏦᏞᎷᏢᎡᏚᎢᏙᎳᎩᏃ", "abcdeghijklmprstvwyz")
ARMENIAN = alphabet("հոօսցզյալՏքե", "hnougqjwlsft")
COPTIC = alphabet("ⲁⲥⲉⲓⲕⲙⲛⲟⲣⲧⲭⲩⲍⲱ", "aceikmnoptxyzw")
LISU = alphabet("ꓮꓐꓚꓓꓰꓝꓖꓧꓲꓙꓗꓡꓟꓠꓳꓑꓣꓢꓔꓴꓦꓪꓫꓬꓜ", "abcdefghijklmnoprstuvwxyz")
SYLLABICS = alphabet("ᗩᗷᑕᗪEᖴGᕼIᒍKᒪᗰᑎOᑭᑫᖇᔕTᑌᐯᗯ᙭YZ")
IDEOGRAPHS = alphabet("卂乃匚ᗪ乇千Ꮆ卄丨ﾌҜㄥ爪几ㄖ卩Ɋ尺丂ㄒㄩᐯ山乂ㄚ乙")
CURRENCY_LETTERS = alphabet("₳฿₵ĐɆ₣₲ⱧłJ₭Ⱡ₥₦Ø₱QⱤ₴₮ɄV₩ӾɎⱫ")
CURRENCY_SIGNS = {
    "a": "@", "c": "¢", "e": "€", "f": "ƒ", "i": "!¡", "l": "£", "n": "₦", "o": "¤", "p": "₱", "s": "$",
    "t": "₮", "y": "¥", "k": "₭", "w": "₩", "b": "฿", "x": "×",
}  # fmt: skip
STROKED = alphabet("ⱥƀȼđɇꞙǥħɨɉꝁłøᵽꝗɍꞩŧʉɏƶ", "abcdefghijklopqrstuyz")
HOOKED = alphabet("ᶏɓƈɗᶒƒɠɦᶖƙɱɲƥʠɽʂƭᶙʋⱳƴȥ", "abcdefghikmnpqrstuvwyz")
SUPERSCRIPT = alphabet("ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖ𐞥ʳˢᵗᵘᵛʷˣʸᶻ")
SUBSCRIPT = alphabet("ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ", "aehijklmnoprstuvx")
LETTERLIKE = {
    "a": "ª", "b": "ℬ", "c": "ⅽℂ", "d": "ⅾⅆ", "e": "ℯⅇ", "f": "ℱ", "g": "ℊ", "h": "ℎℏ", "i": "ⅰℹⅈ", "j": "ⅉ",
    "k": "\u212a", "l": "ⅼℓ", "m": "ⅿℳ", "n": "ℕⁿ", "o": "ºℴ", "p": "℘ℙ", "q": "ℚ", "r": "ℛℝ", "s": "ſ",
    "v": "ⅴ", "x": "ⅹ", "z": "ℤ",
}  # fmt: skip
STACKED_ACCENTS = {
    "a": "ấẫặ", "d": "ḍḏ", "e": "ếễệ", "g": "ǧģ", "h": "ḩḥ", "i": "ịỉḯ", "k": "ḱķ", "l": "ḹḽ", "m": "ṃḿ",
    "n": "ṇñ", "o": "ộỡợ", "r": "ṝř", "s": "ṩṧ", "t": "ṱť", "u": "ữựǖ", "w": "ẅẉ", "y": "ỹỵ", "z": "ẑẓ",
}  # fmt: skip
TURNED = alphabet("ɐǝɥᴉʞɯɹʇʌʍʎɔ", "aehikmrtvwyc")
UPSIDE_DOWN = alphabet("ɐqɔpǝɟƃɥᴉɾʞlɯuodbɹsʇnʌʍxʎz")
PARENTHESISED = block(0x249C)
SQUARED = block(0x1F130)
DARK_SQUARED = block(0x1F170)
DARK_CIRCLED = block(0x1F150)
REGIONAL = block(0x1F1E6)
MATH_STYLES = tuple(map(block, (0x1D552, 0x1D586, 0x1D5BA, 0x1D5EE, 0x1D622, 0x1D68A)))
EMOJI_LETTERS = {
    "a": ["🅰️"], "b": ["🅱️"], "c": ["©️"], "e": ["📧", "3️⃣"], "i": ["ℹ️", "❗"], "l": ["1️⃣"], "m": ["Ⓜ️"],
    "o": ["🅾️", "⭕"], "p": ["🅿️"], "r": ["®️"], "s": ["💲"], "t": ["✝️"], "u": ["⛎"], "x": ["❌"],
    "z": ["💤"],
}  # fmt: skip
DRAWN = {
    "a": ["/-\\"], "b": ["|3"], "c": ["(", "<"], "d": ["|)"], "e": ["[-"], "f": ["|=", "ph"], "h": ["|-|", "#"],
    "i": ["|", "!"], "k": ["|<"], "l": ["|_", "|"], "m": ["|v|", "/\\/\\"], "n": ["|\\|", "/\\/"], "o": ["()"],
    "p": ["|>"], "r": ["|2"], "s": ["5", "$"], "t": ["+", "7"], "u": ["|_|"], "v": ["\\/"],
    "w": ["\\/\\/", "vv"], "x": ["><"], "y": ["`/"],
}  # fmt: skip
LETTER_PAIRS = {
    "w": ["vv"], "m": ["rn", "nn"], "d": ["cl"], "l": ["I", "|"], "i": ["l", "j"], "o": ["0"], "g": ["q"],
    "h": ["lt"], "k": ["lc"], "u": ["v"], "n": ["ri"], "b": ["lo"],
}  # fmt: skip
SOUND_ALIKES = {
    "f": ["ph"], "c": ["k"], "k": ["c", "q"], "s": ["z"], "x": ["ks"], "i": ["y"], "u": ["oo"], "o": ["oh"],
    "a": ["ah"], "e": ["eh"], "y": ["i"], "w": ["wh"], "t": ["d"],
}  # fmt: skip
RUSSIAN_SOUNDS = {
    "a": "а", "b": "б", "c": "к", "d": "д", "e": "е", "f": "ф", "g": "г", "h": "х", "i": "и", "j": "й", "k": "к",
    "l": "л", "m": "м", "n": "н", "o": "о", "p": "п", "q": "к", "r": "р", "s": "с", "t": "т", "u": "у", "v": "в",
    "w": "в", "x": ["кс"], "y": "ы", "z": "з",
}  # fmt: skip
