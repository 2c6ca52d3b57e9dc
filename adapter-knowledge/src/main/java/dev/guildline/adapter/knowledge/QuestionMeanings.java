package dev.guildline.adapter.knowledge;

import dev.guildline.core.knowledge.WordOverlap;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.lucene.analysis.Analyzer;
import org.jspecify.annotations.Nullable;

/**
 * Which questions mean the same: by the angle between their vectors where there is a sentence model for the language,
 * else by the words they share, brought to their stems. Vectors are remembered for some thousand questions. Thread-safe.
 */
final class QuestionMeanings {
    private static final double LEAST_CLOSE = 0.75;
    private static final double LEAST_COMMON = 0.5;
    private static final int REMEMBERED = 10_000;

    private final SentenceModels models;
    private final Map<String, PackedVector> vectors = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, PackedVector> eldest) {
            return size() > REMEMBERED;
        }
    };

    QuestionMeanings(SentenceModels models) {
        this.models = models;
    }

    /** As {@link dev.guildline.core.port.knowledge.GroupsQuestions#alike}. */
    List<Integer> alike(Locale language, List<String> known, List<String> fresh) {
        Embeddings embeddings = models.forLanguage(language);
        List<PackedVector> leaders = embeddings.serves() ? vectors(embeddings, language, known) : null;
        List<PackedVector> others = leaders == null ? null : vectors(embeddings, language, fresh);
        return leaders == null || others == null
                ? byWords(language, known, fresh)
                : byMeaning(leaders, others, known.size());
    }

    private static List<Integer> byMeaning(List<PackedVector> known, List<PackedVector> fresh, int before) {
        List<PackedVector> leaders = new ArrayList<>(known);
        List<Integer> places = new ArrayList<>();
        for (int i = 0; i < before; i++) {
            places.add(i);
        }
        List<Integer> result = new ArrayList<>();
        for (int i = 0; i < fresh.size(); i++) {
            float[] vector = unpacked(fresh.get(i));
            int best = -1;
            double closest = LEAST_CLOSE;
            for (int leader = 0; leader < leaders.size(); leader++) {
                double close = leaders.get(leader).dot(vector);
                if (close > closest || (best < 0 && close == closest)) {
                    best = leader;
                    closest = close;
                }
            }
            if (best < 0) {
                leaders.add(fresh.get(i));
                places.add(before + i);
                result.add(before + i);
            } else {
                result.add(places.get(best));
            }
        }
        return result;
    }

    private static float[] unpacked(PackedVector packed) {
        float[] vector = new float[packed.dimensions()];
        for (int i = 0; i < vector.length; i++) {
            vector[i] = packed.get(i);
        }
        return vector;
    }

    /** The vectors of all texts, null if one of them cannot be had. */
    private @Nullable List<PackedVector> vectors(Embeddings embeddings, Locale language, List<String> texts) {
        List<PackedVector> found = new ArrayList<>();
        for (String text : texts) {
            String bare = QuestionText.of(text);
            String question = bare.isBlank() ? text : bare;
            String key = language.getLanguage() + " " + question;
            PackedVector vector;
            synchronized (vectors) {
                vector = vectors.get(key);
            }
            if (vector == null) {
                float[] made = embeddings.text(question);
                if (made == null) {
                    return null;
                }
                vector = PackedVector.of(made);
                synchronized (vectors) {
                    vectors.put(key, vector);
                }
            }
            found.add(vector);
        }
        return found;
    }

    private static List<Integer> byWords(Locale language, List<String> known, List<String> fresh) {
        try (Analyzer analyzer = Analyzers.of(language)) {
            return WordOverlap.alike(
                    known.stream().map(text -> words(analyzer, text)).toList(),
                    fresh.stream().map(text -> words(analyzer, text)).toList(),
                    LEAST_COMMON);
        }
    }

    /** Its terms; for a question that is nothing but small words, those. */
    private static Set<String> words(Analyzer analyzer, String text) {
        String question = QuestionText.of(text);
        Set<String> words = new TreeSet<>(Terms.of(analyzer, question));
        return words.isEmpty() ? Set.of(question.toLowerCase(Locale.ROOT)) : words;
    }
}
