package dev.guildline.adapter.knowledge;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What an import would do to a folder of articles, worked out before anything is written. */
final class ImportPlan {
    private final Path root;
    private final Map<String, String> added = new LinkedHashMap<>();
    private final Map<String, String> changed = new LinkedHashMap<>();
    private final SortedMap<String, Path> gone = new TreeMap<>();
    private final List<String> problems;
    private final List<String> remarks = new ArrayList<>();
    private int unchanged;

    private ImportPlan(Path root, List<String> problems) {
        this.root = root;
        this.problems = new ArrayList<>(problems);
    }

    /**
     * Compares.
     *
     * @param source what comes in
     * @param root the folder of all articles, may be absent
     * @param defaultLanguage the language of articles there outside of a language's folder
     */
    static ImportPlan of(ArticleSource source, Path root, Locale defaultLanguage) throws IOException {
        ImportPlan plan = new ImportPlan(root, source.problems());
        SortedMap<String, Path> present = Files.isDirectory(root) ? ArticleFolder.markdownFiles(root) : new TreeMap<>();
        Map<String, ArticleRecord> wanted = new LinkedHashMap<>();
        for (ArticleRecord article : source.articles()) {
            ArticleRecord placed = article.under(source.name());
            if (wanted.putIfAbsent(placed.path(), placed) != null) {
                plan.problems.add(placed.path() + ": comes twice; the first one is taken");
            }
        }
        for (Map.Entry<String, ArticleRecord> each : wanted.entrySet()) {
            plan.compare(each.getKey(), each.getValue(), present.get(each.getKey()), source, defaultLanguage);
        }
        present.forEach((path, file) -> {
            if (!wanted.containsKey(path) && isOf(source.name(), path)) {
                plan.gone.put(path, file);
            }
        });
        plan.remark(wanted.values());
        return plan;
    }

    /** Whether a file was written by an import under the same name; without a name all are. */
    private static boolean isOf(String name, String path) {
        return name.isEmpty() || path.substring(path.indexOf('/') + 1).startsWith(name + "/");
    }

    private void compare(
            String path, ArticleRecord article, @Nullable Path present, ArticleSource source, Locale defaultLanguage)
            throws IOException {
        ArticleRecord merged = article;
        ArticleRecord before = null;
        if (present != null) {
            try {
                before = MarkdownArticle.read(path, Files.readString(present), defaultLanguage);
                merged = article.over(before, source.known());
            } catch (BrokenArticle | CharacterCodingException e) {
                remarks.add(path + ": the file there cannot be read and will be written over");
            }
        }
        String text = MarkdownArticle.write(merged);
        try {
            MarkdownArticle.read(path, text, defaultLanguage);
        } catch (BrokenArticle e) {
            problems.add(path + ": " + e.getMessage());
            return;
        }
        if (merged.equals(before)) {
            unchanged++;
        } else if (present == null) {
            added.put(path, text);
        } else {
            changed.put(path, text);
        }
    }

    private void remark(Iterable<ArticleRecord> articles) {
        Map<String, List<String>> titles = new TreeMap<>();
        Map<String, Set<String>> languages = new HashMap<>();
        Set<String> all = new TreeSet<>();
        int silent = 0;
        for (ArticleRecord article : articles) {
            String language = article.language().toLanguageTag();
            titles.computeIfAbsent(language + ": " + article.title(), t -> new ArrayList<>())
                    .add(article.key());
            String tie = article.translationOf().isEmpty() ? article.key() : article.translationOf();
            languages.computeIfAbsent(tie, t -> new TreeSet<>()).add(language);
            all.add(language);
            silent += article.questions().isEmpty() ? 1 : 0;
        }
        titles.forEach((title, keys) -> {
            if (keys.size() > 1) {
                remarks.add(
                        "the same title " + keys.size() + " times: " + title + " (" + String.join(", ", keys) + ")");
            }
        });
        long missing = languages.values().stream()
                .filter(having -> having.size() < all.size())
                .count();
        if (missing > 0) {
            remarks.add(missing + " articles are not there in all of " + String.join(", ", all));
        }
        if (silent > 0) {
            remarks.add(silent + " articles come without sample questions, which lift the search more than all else");
        }
    }

    /** Whether some of what comes in cannot be used. */
    boolean hasProblems() {
        return !problems.isEmpty();
    }

    /**
     * Puts it into words.
     *
     * @param remove whether articles that do not come any more are to go
     */
    List<String> lines(boolean remove) {
        List<String> lines = new ArrayList<>();
        lines.add(added.size() + " added, " + changed.size() + " changed, " + (remove ? gone.size() : 0) + " removed, "
                + unchanged + " unchanged, " + problems.size() + " problems");
        added.keySet().forEach(path -> lines.add("  + " + path));
        changed.keySet().forEach(path -> lines.add("  ~ " + path));
        if (remove) {
            gone.keySet().forEach(path -> lines.add("  - " + path));
        } else if (!gone.isEmpty()) {
            lines.add("  " + gone.size() + " articles there do not come any more; they stay, unless with --remove");
        }
        problems.forEach(problem -> lines.add("  ! " + problem));
        remarks.forEach(remark -> lines.add("  note: " + remark));
        return lines;
    }

    /** Does it. A file is replaced in one step, so that nobody reads half of it. */
    void carryOut(boolean remove) throws IOException {
        Map<String, String> written = new LinkedHashMap<>(added);
        written.putAll(changed);
        for (Map.Entry<String, String> each : written.entrySet()) {
            ArticleFiles.replace(root.resolve(each.getKey()), each.getValue());
        }
        if (remove) {
            for (Path file : gone.values()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
