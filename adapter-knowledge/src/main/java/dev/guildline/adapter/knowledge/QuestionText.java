package dev.guildline.adapter.knowledge;

import java.text.Normalizer;
import java.util.regex.Pattern;

/** A customer's message without what a chat adds to its words: mentions, emoji, addresses, code. */
final class QuestionText {
    private static final int LONGEST = 4_000;
    private static final Pattern CODE = Pattern.compile("```.*?(?:```|\\z)", Pattern.DOTALL);
    private static final Pattern MARKUP = Pattern.compile("<(?:@[!&]?|#|a?:\\w{1,32}:|t:|/[^:>]{1,64}:)[^>\\s]{1,40}>");
    private static final Pattern ADDRESS = Pattern.compile("<?https?://\\S+");
    private static final Pattern SPACES = Pattern.compile("\\s+");

    private QuestionText() {}

    static String of(String message) {
        String text = message.length() > LONGEST ? message.substring(0, LONGEST) : message;
        text = CODE.matcher(text).replaceAll(" ");
        text = MARKUP.matcher(text).replaceAll(" ");
        text = ADDRESS.matcher(text).replaceAll(" ");
        text = Normalizer.normalize(text, Normalizer.Form.NFKC);
        text = text.replace('\u2019', '\'');
        return SPACES.matcher(text).replaceAll(" ").strip();
    }
}
