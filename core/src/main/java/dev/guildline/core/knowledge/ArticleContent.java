package dev.guildline.core.knowledge;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What an article says, as authors write it. May be wrong: {@link #problems} tells.
 *
 * <pre>{@code
 * ArticleContent.of(Locale.ENGLISH, "Refunds", "Within 14 days.").withQuestions(List.of("I want my money back"))
 * }</pre>
 *
 * @param key what it is called in its language, of letters, digits, dots, dashes, underscores and slashes; versions in
 *     several languages share it. Empty to have one made of the title
 * @param language what it is written in
 * @param title its title
 * @param category what it belongs to, may be empty
 * @param body its text in Markdown, may be empty
 * @param questions questions it answers, as customers ask them
 * @param url where to read it in full, may be empty
 * @param labels words it is picked by
 * @param draft whether it is held back
 * @param expiresOrNull the last day (UTC) on which it is served, null for ever
 * @param translationOf the key or identity of the article that it is another version of, where their keys differ; may be
 *     empty
 */
public record ArticleContent(
        String key,
        Locale language,
        String title,
        String category,
        String body,
        List<String> questions,
        String url,
        Set<String> labels,
        boolean draft,
        @Nullable LocalDate expiresOrNull,
        String translationOf) {
    private static final int LONGEST_KEY = 200;
    /** The longest title, category, question or label, in characters. */
    public static final int LONGEST_LINE = 300;

    private static final int LONGEST_BODY = 200_000;
    private static final int MOST_QUESTIONS = 200;
    private static final int MOST_LABELS = 50;
    private static final Pattern KEY_PART = Pattern.compile("[\\p{L}\\p{N}_][\\p{L}\\p{M}\\p{N}._-]*");
    private static final Pattern LINE_BREAK = Pattern.compile("[\\p{Cntrl}\\u2028\\u2029]");

    /** Strips what surrounds the texts, leaves out blank and repeated questions and labels, and keeps copies. */
    public ArticleContent {
        key = key.strip();
        title = title.strip();
        category = category.strip();
        body = body.strip();
        url = url.strip();
        translationOf = translationOf.strip();
        questions = stripped(questions);
        labels = Set.copyOf(new TreeSet<>(stripped(labels)));
    }

    private static List<String> stripped(Iterable<String> texts) {
        Set<String> kept = new LinkedHashSet<>();
        for (String text : texts) {
            if (!text.isBlank()) {
                kept.add(text.strip());
            }
        }
        return List.copyOf(kept);
    }

    /**
     * An article that is published and has nothing but its text.
     *
     * @param language what it is written in
     * @param title its title
     * @param body its text in Markdown
     * @return the content
     */
    public static ArticleContent of(Locale language, String title, String body) {
        return new ArticleContent("", language, title, "", body, List.of(), "", Set.of(), false, null, "");
    }

    /**
     * With another key.
     *
     * @param other the key
     * @return the changed content
     */
    public ArticleContent withKey(String other) {
        return new ArticleContent(
                other, language, title, category, body, questions, url, labels, draft, expiresOrNull, translationOf);
    }

    /**
     * With another title.
     *
     * @param other the title
     * @return the changed content
     */
    public ArticleContent withTitle(String other) {
        return new ArticleContent(
                key, language, other, category, body, questions, url, labels, draft, expiresOrNull, translationOf);
    }

    /**
     * With another text.
     *
     * @param other the text in Markdown
     * @return the changed content
     */
    public ArticleContent withBody(String other) {
        return new ArticleContent(
                key, language, title, category, other, questions, url, labels, draft, expiresOrNull, translationOf);
    }

    /**
     * With other sample questions.
     *
     * @param others all of them
     * @return the changed content
     */
    public ArticleContent withQuestions(List<String> others) {
        return new ArticleContent(
                key, language, title, category, body, others, url, labels, draft, expiresOrNull, translationOf);
    }

    /**
     * With other labels.
     *
     * @param others all of them
     * @return the changed content
     */
    public ArticleContent withLabels(Set<String> others) {
        return new ArticleContent(
                key, language, title, category, body, questions, url, others, draft, expiresOrNull, translationOf);
    }

    /**
     * Held back, or published.
     *
     * @param heldBack true for a draft
     * @return the changed content
     */
    public ArticleContent withDraft(boolean heldBack) {
        return new ArticleContent(
                key, language, title, category, body, questions, url, labels, heldBack, expiresOrNull, translationOf);
    }

    /**
     * With another end.
     *
     * @param lastDayOrNull the last day (UTC) on which it is served, null for ever
     * @return the changed content
     */
    public ArticleContent withExpiry(@Nullable LocalDate lastDayOrNull) {
        return new ArticleContent(
                key, language, title, category, body, questions, url, labels, draft, lastDayOrNull, translationOf);
    }

    /**
     * What cannot be used.
     *
     * @return each with the part's name and what to do; empty if all is well
     */
    public List<FieldProblem> problems() {
        List<FieldProblem> problems = new ArrayList<>();
        if (!key.isEmpty() && !isKey(key)) {
            problems.add(new FieldProblem(
                    "key",
                    "must be made of letters, digits, dots, dashes and underscores, such as account/reset-password, at"
                            + " most " + LONGEST_KEY + " characters"));
        }
        if (!language.getLanguage().matches("[a-z]{2,3}")) {
            problems.add(new FieldProblem("language", "must be a language such as en or zh-TW"));
        }
        if (title.isEmpty()) {
            problems.add(new FieldProblem("title", "missing"));
        }
        line(problems, "title", title);
        line(problems, "category", category);
        if (body.length() > LONGEST_BODY) {
            problems.add(new FieldProblem("body", "longer than " + LONGEST_BODY + " characters; split the article"));
        }
        questions.forEach(question -> line(problems, "questions", question));
        if (questions.size() > MOST_QUESTIONS) {
            problems.add(new FieldProblem("questions", "more than " + MOST_QUESTIONS + "; leave some out"));
        }
        labels.forEach(label -> line(problems, "labels", label));
        if (labels.size() > MOST_LABELS) {
            problems.add(new FieldProblem("labels", "more than " + MOST_LABELS + "; leave some out"));
        }
        if (!url.isEmpty() && !isAddress(url)) {
            problems.add(new FieldProblem("url", "must be a whole address that starts with https:// or http://"));
        }
        line(problems, "translationOf", translationOf);
        return problems;
    }

    /**
     * What cannot be used as the next content of an article.
     *
     * @param before its content now
     * @return as {@link #problems}, and that key and language stay
     */
    public List<FieldProblem> problemsInsteadOf(ArticleContent before) {
        List<FieldProblem> problems = new ArrayList<>(problems());
        if (!key.equals(before.key)) {
            // One that was made by hand may have another form; as long as it stays, that is well.
            problems.add(new FieldProblem("key", "cannot be changed from " + before.key + "; create another article"));
        } else {
            problems.removeIf(problem -> problem.field().equals("key"));
        }
        if (!language.equals(before.language)) {
            problems.add(new FieldProblem(
                    "language",
                    "cannot be changed from " + before.language.toLanguageTag()
                            + "; create a version of the same key in the other language"));
        }
        return problems;
    }

    /**
     * A key made of a title.
     *
     * @param title the title
     * @return its letters and digits with dashes between them, at most 80 characters
     */
    public static String keyOf(String title) {
        String key = title.toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{M}\\p{N}]+", "-")
                .replaceAll("^[-\\p{M}]+|-+$", "");
        int longest = Math.min(key.length(), 80);
        if (longest < key.length() && Character.isLowSurrogate(key.charAt(longest))) {
            longest--;
        }
        return key.isEmpty() ? "article" : key.substring(0, longest).replaceAll("-+$", "");
    }

    private static void line(List<FieldProblem> problems, String field, String text) {
        if (text.codePointCount(0, text.length()) > LONGEST_LINE) {
            problems.add(new FieldProblem(field, "longer than " + LONGEST_LINE + " characters"));
        } else if (LINE_BREAK.matcher(text).find()) {
            problems.add(new FieldProblem(field, "must be one line, without control characters"));
        }
    }

    /** No part may begin with a dot, so that no other folder can be named and no file is hidden. */
    private static boolean isKey(String key) {
        if (key.length() > LONGEST_KEY) {
            return false;
        }
        for (String part : key.split("/", -1)) {
            if (!KEY_PART.matcher(part).matches()) {
                return false;
            }
        }
        return true;
    }

    private static boolean isAddress(String url) {
        try {
            URI uri = new URI(url);
            return List.of("http", "https").contains(String.valueOf(uri.getScheme())) && uri.getHost() != null;
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
