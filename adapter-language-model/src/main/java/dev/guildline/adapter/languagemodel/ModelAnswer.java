package dev.guildline.adapter.languagemodel;

import com.fasterxml.jackson.databind.JsonNode;
import dev.guildline.core.knowledge.Article;
import dev.guildline.core.knowledge.ArticleMatch;
import dev.guildline.core.port.assistant.VirtualAgentReply;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What a model wrote, as far as it may be shown to a customer: words, and articles that they rest on. Nothing else. */
sealed interface ModelAnswer {
    /**
     * It may be shown.
     *
     * @param answer what the customer reads
     * @param cited the articles it rests on, the first of them as the card
     */
    record Usable(VirtualAgentReply.Answer answer, List<ArticleMatch> cited) implements ModelAnswer {}

    /** The model says that the articles do not answer the question. */
    record Declined() implements ModelAnswer {}

    /**
     * It may not be shown.
     *
     * @param why a few words without anything of the answer
     */
    record Unusable(String why) implements ModelAnswer {}

    /** With all its thoughts. Beyond it, it is not even looked at. */
    int LONGEST_CONTENT = 30_000;

    /** What a model that thinks aloud writes first. */
    Pattern THOUGHTS = Pattern.compile("\\A\\s*<think>.*?</think>", Pattern.DOTALL);

    /** JSON in a block of code. */
    Pattern BLOCK = Pattern.compile("\\A\\s*```(?:json)?\\s*(\\{.*})\\s*```\\s*\\z", Pattern.DOTALL);

    /**
     * Reads what a model wrote.
     *
     * @param content its words
     * @param offered the articles that it was given, by the ids that it was given
     */
    static ModelAnswer read(String content, Map<String, ArticleMatch> offered) {
        if (content.length() > LONGEST_CONTENT) {
            return new Unusable("is far too long");
        }
        String bare = THOUGHTS.matcher(content).replaceFirst("");
        Optional<JsonNode> object = Json.object(BLOCK.matcher(bare).replaceFirst("$1"));
        if (object.isEmpty()
                || !object.get().path("answer").isTextual()
                || !object.get().path("articles").isArray()) {
            return new Unusable("not of the form asked for");
        }
        String text = object.get().path("answer").textValue();
        // In the order of how well they were found to fit.
        Set<String> ids = new TreeSet<>();
        for (JsonNode id : object.get().path("articles")) {
            if (!id.isTextual() || !offered.containsKey(id.textValue())) {
                return new Unusable("cites an article that it was not given");
            }
            ids.add(id.textValue());
        }
        if (text.isBlank()) {
            return new Declined();
        }
        return ids.isEmpty()
                ? new Unusable("cites no article")
                : checked(text, ids.stream().map(offered::get).toList());
    }

    private static ModelAnswer checked(String text, List<ArticleMatch> cited) {
        Locale language = cited.get(0).article().language();
        String words = PlainWords.of(text, language);
        Grounding grounding = new Grounding(cited);
        if (words.isBlank()) {
            return new Unusable("says nothing that can be shown");
        } else if (!grounding.hasLinks(words)) {
            return new Unusable("has a link that is not in the articles");
        } else if (!grounding.hasNumbers(words)) {
            return new Unusable("has a number that is not in the articles");
        } else if (!grounding.sharesWords(words, language) || Chinese.isOtherWay(words, language)) {
            return new Unusable("is not about the articles, or in another language");
        } else if (Leak.isIn(words)) {
            return new Unusable("repeats its instructions");
        }
        return new Usable(new VirtualAgentReply.Answer(words + further(cited), cited.get(0)), cited);
    }

    /** The card shows one article; the others that were used are named below the words. */
    private static String further(List<ArticleMatch> cited) {
        List<String> lines = new ArrayList<>();
        cited.stream().skip(1).map(ArticleMatch::article).forEach(article -> lines.add(line(article)));
        return lines.stream().map(line -> "\n" + line).collect(Collectors.joining());
    }

    private static String line(Article article) {
        return "• " + article.title() + article.url().map(url -> ": " + url).orElse("");
    }
}
