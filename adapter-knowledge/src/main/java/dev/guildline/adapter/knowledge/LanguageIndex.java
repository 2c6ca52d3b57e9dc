package dev.guildline.adapter.knowledge;

import dev.guildline.core.knowledge.Article;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.CharArraySet;
import org.apache.lucene.analysis.miscellaneous.PerFieldAnalyzerWrapper;
import org.apache.lucene.analysis.standard.StandardAnalyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.document.IntPoint;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.DisjunctionMaxQuery;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.jspecify.annotations.Nullable;

/**
 * The articles of one language, found by their words. Never changes once built; thread-safe. Lives on the heap alone,
 * so that dropping it is all it takes to end it.
 */
final class LanguageIndex {
    private static final String TITLE = "title";
    private static final String QUESTIONS = "questions";
    private static final String BODY = "body";
    /** All three together, to count in how many articles a term appears and to see which ones. */
    private static final String ANYWHERE = "anywhere";

    /** The words as they are written, for languages whose spelling is known. */
    private static final String WORDS = "words";

    private static final String PLACE = "place";
    private static final float HEADLINE_WEIGHT = 1.5f;
    private static final float TIE = 0.3f;
    /** Beyond these only common words are left; the bound keeps a pasted wall of text from costing a second. */
    private static final int MOST_TERMS = 128;

    private final List<Article> articles;
    private final Analyzer analyzer;
    private final IndexSearcher searcher;
    private final @Nullable Spelling spelling;

    private LanguageIndex(List<Article> articles, Analyzer analyzer, IndexSearcher searcher, boolean spelling) {
        this.articles = articles;
        this.analyzer = analyzer;
        this.searcher = searcher;
        this.spelling =
                spelling ? new Spelling(searcher.getIndexReader(), WORDS, Spelling.english(), this::isFound) : null;
    }

    /**
     * An article and how well its words fit.
     *
     * @param article which
     * @param score what BM25 gives
     * @param coverage how much of the question's weight is in words that the article has, 0 to 1
     */
    record Scored(Article article, double score, double coverage) {}

    static LanguageIndex build(Locale language, List<Article> articles) throws IOException {
        Analyzer analyzer = Analyzers.of(language);
        boolean spelling = Spelling.knows(language);
        ByteBuffersDirectory directory = new ByteBuffersDirectory();
        IndexWriterConfig config = new IndexWriterConfig(
                new PerFieldAnalyzerWrapper(analyzer, Map.of(WORDS, new StandardAnalyzer(CharArraySet.EMPTY_SET))));
        try (IndexWriter writer = new IndexWriter(directory, config.setSimilarity(new Rarity(language)))) {
            for (int place = 0; place < articles.size(); place++) {
                writer.addDocument(document(articles.get(place), place, spelling));
            }
            writer.forceMerge(1);
        }
        IndexSearcher searcher = new IndexSearcher(DirectoryReader.open(directory));
        searcher.setQueryCache(null);
        searcher.setSimilarity(new Rarity(language));
        return new LanguageIndex(List.copyOf(articles), analyzer, searcher, spelling);
    }

    private static Document document(Article article, int place, boolean spelling) {
        String questions = String.join("\n", article.questions());
        Document document = new Document();
        document.add(new TextField(TITLE, article.title(), Field.Store.NO));
        document.add(new TextField(QUESTIONS, questions, Field.Store.NO));
        document.add(new TextField(BODY, article.body(), Field.Store.NO));
        FieldType membership = new FieldType();
        membership.setIndexOptions(IndexOptions.DOCS);
        membership.setOmitNorms(true);
        membership.freeze();
        String all = article.title() + "\n" + questions + "\n" + article.body();
        document.add(new Field(ANYWHERE, all, membership));
        if (spelling) {
            document.add(new Field(WORDS, all, membership));
        }
        document.add(new NumericDocValuesField(PLACE, place));
        document.add(new IntPoint(PLACE, place));
        return document;
    }

    /** The question as its author meant to write it, where the language's spelling is known. */
    String corrected(String question) {
        return spelling == null ? question : spelling.corrected(question);
    }

    private boolean isFound(String word) {
        for (String term : Terms.of(analyzer, word)) {
            if (frequency(term) > 0) {
                return true;
            }
        }
        return false;
    }

    private int frequency(String term) {
        try {
            return searcher.getIndexReader().docFreq(new Term(ANYWHERE, term));
        } catch (IOException e) {
            throw new UncheckedIOException("reading from memory", e);
        }
    }

    /** The question's terms and what each is worth; rarer is worth more, unknown most. */
    Map<String, Double> weights(String question) {
        Map<String, Double> weights = new LinkedHashMap<>();
        long count = articles.size();
        for (String term : Terms.of(analyzer, question)) {
            if (!weights.containsKey(term)) {
                weights.put(term, Rarity.of(frequency(term), count));
            }
        }
        if (weights.size() <= MOST_TERMS) {
            return weights;
        }
        List<Map.Entry<String, Double>> heaviest = new ArrayList<>(weights.entrySet());
        heaviest.sort(Map.Entry.comparingByValue(Comparator.reverseOrder()));
        Map<String, Double> kept = new LinkedHashMap<>();
        heaviest.subList(0, MOST_TERMS).forEach(entry -> kept.put(entry.getKey(), entry.getValue()));
        return kept;
    }

    /** The terms of a part of an article. */
    List<String> terms(String text) {
        return Terms.of(analyzer, text);
    }

    /** The articles that share words with the question, best first. */
    List<Scored> search(Map<String, Double> weights, int limit) throws IOException {
        if (weights.isEmpty()) {
            return List.of();
        }
        ScoreDoc[] found = searcher.search(anyTerm(weights), limit).scoreDocs;
        double[] coverage = coverage(found, weights);
        List<Scored> scored = new ArrayList<>();
        for (int i = 0; i < found.length; i++) {
            scored.add(new Scored(articles.get(place(found[i].doc)), found[i].score, coverage[i]));
        }
        return scored;
    }

    /** What BM25 gives the articles that share most with the question, by their place. */
    Map<Integer, Double> scores(Map<String, Double> weights, int limit) throws IOException {
        return weights.isEmpty() ? new HashMap<>() : scores(anyTerm(weights), limit);
    }

    /** What BM25 gives certain articles; those that share no word with the question are left out. */
    Map<Integer, Double> scores(Map<String, Double> weights, Set<Integer> places) throws IOException {
        if (weights.isEmpty() || places.isEmpty()) {
            return new HashMap<>();
        }
        Query these = new BooleanQuery.Builder()
                .add(anyTerm(weights), BooleanClause.Occur.MUST)
                .add(IntPoint.newSetQuery(PLACE, places), BooleanClause.Occur.FILTER)
                .build();
        return scores(these, places.size());
    }

    private Map<Integer, Double> scores(Query query, int limit) throws IOException {
        Map<Integer, Double> scores = new HashMap<>();
        for (ScoreDoc found : searcher.search(query, limit).scoreDocs) {
            scores.put(place(found.doc), (double) found.score);
        }
        return scores;
    }

    private static Query anyTerm(Map<String, Double> weights) {
        BooleanQuery.Builder query = new BooleanQuery.Builder();
        for (String term : weights.keySet()) {
            query.add(anyField(term), BooleanClause.Occur.SHOULD);
        }
        return query.build();
    }

    private static Query anyField(String term) {
        return new DisjunctionMaxQuery(
                List.of(
                        new BoostQuery(new TermQuery(new Term(TITLE, term)), HEADLINE_WEIGHT),
                        new BoostQuery(new TermQuery(new Term(QUESTIONS, term)), HEADLINE_WEIGHT),
                        new TermQuery(new Term(BODY, term))),
                TIE);
    }

    private double[] coverage(ScoreDoc[] found, Map<String, Double> weights) throws IOException {
        double[] covered = new double[found.length];
        double total = 0;
        for (Map.Entry<String, Double> each : weights.entrySet()) {
            total += each.getValue();
            for (int i = 0; i < found.length; i++) {
                covered[i] += has(found[i].doc, each.getKey()) ? each.getValue() : 0;
            }
        }
        for (int i = 0; i < covered.length; i++) {
            covered[i] /= total;
        }
        return covered;
    }

    private boolean has(int document, String term) throws IOException {
        LeafReaderContext leaf = leaf(document);
        PostingsEnum postings = leaf.reader().postings(new Term(ANYWHERE, term), PostingsEnum.NONE);
        if (postings == null) {
            return false;
        }
        int wanted = document - leaf.docBase;
        int reached = postings.advance(wanted);
        return reached != DocIdSetIterator.NO_MORE_DOCS && reached == wanted;
    }

    private int place(int document) throws IOException {
        LeafReaderContext leaf = leaf(document);
        NumericDocValues places = leaf.reader().getNumericDocValues(PLACE);
        if (places == null || !places.advanceExact(document - leaf.docBase)) {
            throw new IllegalStateException("an indexed article has no place");
        }
        return (int) places.longValue();
    }

    private LeafReaderContext leaf(int document) {
        List<LeafReaderContext> leaves = searcher.getIndexReader().leaves();
        return leaves.get(ReaderUtil.subIndex(document, leaves));
    }

    /** The articles, in the order they were given. */
    List<Article> articles() {
        return articles;
    }
}
