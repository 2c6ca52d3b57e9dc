package dev.guildline.adapter.knowledge;

import dev.guildline.core.knowledge.Article;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The texts by whose meaning an article is found: its title, each sample question and its body piece by piece. */
final class ArticleTexts {
    private static final int LONGEST_PIECE = 700;
    private static final int MOST_PIECES = 12;

    private ArticleTexts() {}

    static List<String> of(Article article) {
        Set<String> texts = new LinkedHashSet<>();
        texts.add(article.title());
        texts.addAll(article.questions());
        addBody(article, texts);
        return texts.stream().filter(ArticleTexts::saysSomething).toList();
    }

    /** Each piece is preceded by the title: alone it often does not tell what it is about. */
    private static void addBody(Article article, Set<String> texts) {
        String body = article.body();
        int start = -1;
        int end = -1;
        int pieces = 0;
        for (Sentences.Span sentence : Sentences.of(body, article.language())) {
            if (start >= 0 && sentence.end() - start > LONGEST_PIECE) {
                texts.add(piece(article, body, start, end));
                start = -1;
                if (++pieces == MOST_PIECES) {
                    return;
                }
            }
            start = start < 0 ? sentence.start() : start;
            end = sentence.end();
        }
        if (start >= 0) {
            texts.add(piece(article, body, start, end));
        }
    }

    private static String piece(Article article, String body, int start, int end) {
        return article.title() + "\n" + body.substring(start, Math.min(end, start + LONGEST_PIECE));
    }

    private static boolean saysSomething(String text) {
        return text.codePoints().anyMatch(Character::isLetterOrDigit);
    }
}
