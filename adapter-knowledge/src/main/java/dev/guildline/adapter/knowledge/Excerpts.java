package dev.guildline.adapter.knowledge;

import dev.guildline.core.knowledge.Article;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Picks the part of an article that answers: the neighbouring sentences with the most of the question in them. */
final class Excerpts {
    static final int LONGEST = 300;
    /** Among passages of equal worth the one that begins with what was asked reads best. */
    private static final double FIRST_SENTENCE = 0.3;
    /** The beginning of an article is a good answer, unless another part is clearly better; as a share of the question. */
    private static final double BEGINNING = 0.15;

    private Excerpts() {}

    static String of(Article article, Map<String, Double> weights, LanguageIndex index) {
        String body = article.body();
        List<Sentences.Span> spans = Sentences.of(body, article.language());
        if (spans.isEmpty()) {
            return "";
        }
        List<Set<String>> terms = new ArrayList<>();
        for (Sentences.Span span : spans) {
            Set<String> asked = new HashSet<>(index.terms(body.substring(span.start(), span.end())));
            asked.retainAll(weights.keySet());
            terms.add(asked);
        }
        int bestFirst = 0;
        double most = -1;
        for (int first = 0; first < spans.size(); first++) {
            Set<String> inPassage = new HashSet<>();
            int last = last(spans, first);
            terms.subList(first, last + 1).forEach(inPassage::addAll);
            double worth = worth(inPassage, weights) + FIRST_SENTENCE * worth(terms.get(first), weights);
            if (first == 0) {
                worth += BEGINNING * worth(weights.keySet(), weights);
            }
            if (worth > most) {
                most = worth;
                bestFirst = first;
            }
        }
        int end = spans.get(last(spans, bestFirst)).end();
        return Sentences.shown(body, spans.get(bestFirst).start(), end, LONGEST);
    }

    /** The last sentence that still fits behind the first one. */
    private static int last(List<Sentences.Span> spans, int first) {
        int last = first;
        while (last + 1 < spans.size()
                && spans.get(last + 1).end() - spans.get(first).start() <= LONGEST) {
            last++;
        }
        return last;
    }

    private static double worth(Set<String> terms, Map<String, Double> weights) {
        double worth = 0;
        for (String term : terms) {
            worth += weights.getOrDefault(term, 0.0);
        }
        return worth;
    }
}
