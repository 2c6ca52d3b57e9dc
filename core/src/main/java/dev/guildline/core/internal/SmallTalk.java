package dev.guildline.core.internal;

import dev.guildline.core.message.AuthorKind;
import dev.guildline.core.message.Message;
import dev.guildline.core.message.MessageBody;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Recognises messages that are nothing but courtesy. A greeting with a question behind it is a question. */
final class SmallTalk {
    private static final Pattern NOT_WORDS = Pattern.compile("[^\\p{L}\\p{M}\\p{N}']+");
    private static final String TO_US = "(?: (?:there|all|everyone|everybody|team|bot|guys|folks|friend|sir|again))*";
    private static final List<Entry> ENTRIES = List.of(
            new Entry(
                    "small-talk.greeting",
                    "(?:(?:hi+|hey+|hello+|helo|hallo|hiya|heya|yo|howdy|sup|greetings|good (?:morning|afternoon|evening"
                            + "|day)|morning|evening|what's up|whats up|how are you(?: doing)?|how's it going)" + TO_US
                            + " ?)+"
                            + "|(?:你好|妳好|您好|哈囉|哈啰|哈喽|嗨+|嘿|安安|早安|早上好|早|午安|下午好|晚安|晚上好|在嗎|在吗|大家好| )+(?:啊|呀|喔|哦)?"
                            + "|(?:こんにちは|こんにちわ|こんばんは|こんばんわ|おはよう(?:ございます)?|はじめまして|どうも|やあ|もしもし|よろしく(?:お願いします)?| )+"
                            + "|(?:(?:hola|buenas|buenos dias|buenas tardes|buenas noches|buen dia|que tal|saludos) ?)+"),
            new Entry(
                    "small-talk.thanks",
                    "(?:(?:ok|okay|great|perfect|cool|nice|awesome|alright|oh|many|big|a lot|that helped|it works(?: now)?|"
                            + "that works|problem solved|solved|fixed|got it|"
                            + "thanks?(?: you)?|thank u|thankyou|thx|tysm|ty|tks|cheers|so much|very much|for (?:the|your) help|"
                            + "appreciate it|much appreciated|i appreciate it)" + TO_US + " ?)+"
                            + "|(?:好的?|ok|太好了|太棒了|解決了|解决了|沒問題了|没问题了|了解|收到|謝謝|谢谢|謝啦|谢啦|感謝|感谢|多謝|多谢|感恩|非常|你的?|您的?|妳的?|幫忙|帮忙|幫助|帮助|協助|协助|喔|哦|啦|囉|了| )+"
                            + "|(?:(?:どうも|本当に|とても|助かり(?:ました)?|解決しました|わかりました|了解です|ありがとう(?:ございま(?:す|した))?|サンキュー|感謝します)[ 、。]*)+"
                            + "|(?:(?:ok|vale|perfecto|genial|muchas|mil|gracias|por (?:la|tu|su) ayuda|se agradece|muy amable) ?)+"),
            new Entry(
                    "small-talk.farewell",
                    "(?:(?:ok|okay|good|bye+|byebye|goodbye|see (?:you|ya|u)(?: later)?|cya|later|good night|gn|have a (?:nice|good|great)"
                            + " (?:day|one|evening|night)|take care|that's all|thats all)" + TO_US + " ?)+"
                            + "|(?:掰+|拜+|再見|再见|下次見|下次见|88|沒事了|没事了| )+"
                            + "|(?:さようなら|さよなら|またね|じゃあね|バイバイ|おやすみ(?:なさい)?| )+"
                            + "|(?:(?:adios|chao|chau|hasta luego|hasta pronto|nos vemos) ?)+"));

    private SmallTalk() {}

    private record Entry(String phrase, Pattern whole) {
        Entry(String phrase, String whole) {
            this(phrase, Pattern.compile(whole));
        }
    }

    /** Whether an entry has words of the customer that are more than a courtesy. */
    static boolean isExceededBy(Message entry) {
        String words = entry.body().words();
        return entry.author().kind() == AuthorKind.CUSTOMER
                && !(entry.body() instanceof MessageBody.ChoiceMade)
                && !words.isBlank()
                && answerTo(words).isEmpty();
    }

    /** The key of the phrase that answers it, empty for a message that says more. */
    static Optional<String> answerTo(String message) {
        String decomposed = Normalizer.normalize(message, Normalizer.Form.NFKD).toLowerCase(Locale.ROOT);
        String bare = Normalizer.normalize(
                decomposed.replaceAll("(?<=\\p{IsLatin})\\p{Mn}+", "").replace('\u2019', '\''), Normalizer.Form.NFKC);
        String words = NOT_WORDS.matcher(bare).replaceAll(" ").strip();
        if (words.isEmpty()) {
            return Optional.empty();
        }
        return ENTRIES.stream()
                .filter(entry -> entry.whole().matcher(words).matches())
                .map(Entry::phrase)
                .findFirst();
    }
}
