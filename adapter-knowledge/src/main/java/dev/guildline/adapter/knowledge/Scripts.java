package dev.guildline.adapter.knowledge;

import java.lang.Character.UnicodeScript;

/** Which writing a character belongs to. */
final class Scripts {
    private Scripts() {}

    static boolean isHan(int codePoint) {
        return UnicodeScript.of(codePoint) == UnicodeScript.HAN;
    }

    static boolean isKana(int codePoint) {
        UnicodeScript script = UnicodeScript.of(codePoint);
        return script == UnicodeScript.HIRAGANA || script == UnicodeScript.KATAKANA;
    }

    /** Whether it is written without spaces around it, full-width punctuation included. */
    static boolean isCjk(int codePoint) {
        return isHan(codePoint)
                || isKana(codePoint)
                || (codePoint >= 0x3000 && codePoint <= 0x303F)
                || (codePoint >= 0xFF00 && codePoint <= 0xFF65);
    }
}
