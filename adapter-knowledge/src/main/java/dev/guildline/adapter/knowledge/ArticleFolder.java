package dev.guildline.adapter.knowledge;

import dev.guildline.core.id.ArticleId;
import dev.guildline.core.knowledge.Article;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.CharacterCodingException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The articles' files as last read. Keeps the last good version of a file that has become unusable, so that a slip of
 * the pen does not take an article away from customers. Not thread-safe.
 */
final class ArticleFolder {
    private static final Logger LOG = System.getLogger(ArticleFolder.class.getName());
    private static final long LARGEST = 1_000_000;

    private final Path root;
    private final Locale defaultLanguage;
    private final Supplier<LocalDate> today;
    private SortedMap<String, Known> files = new TreeMap<>();
    private LocalDate lastRead = LocalDate.MIN;

    ArticleFolder(Path root, Locale defaultLanguage) {
        this(root, defaultLanguage, () -> LocalDate.now(ZoneOffset.UTC));
    }

    ArticleFolder(Path root, Locale defaultLanguage, Supplier<LocalDate> today) {
        this.root = root;
        this.defaultLanguage = defaultLanguage;
        this.today = today;
    }

    /** What tells that a file has changed without reading it. */
    private record Stamp(FileTime changed, long size, String key) {}

    /**
     * A file.
     *
     * @param stamp of its last reading
     * @param good its last good version, null if there never was one
     * @param problem what is wrong with it now, null if nothing
     */
    private record Known(
            Stamp stamp,
            @Nullable ArticleFile good,
            @Nullable String problem) {
        boolean isServedOn(LocalDate day) {
            return good != null && good.isServedOn(day);
        }
    }

    /**
     * Everything there is.
     *
     * @param articles those to serve, in the order of their paths
     * @param problems what is wrong, with file and line, in the order of the paths
     */
    record Contents(List<Article> articles, List<String> problems) {}

    /**
     * Reads what has changed.
     *
     * @return whether anything has
     * @throws IOException if the folder cannot be listed; what was known is kept
     */
    boolean read() throws IOException {
        SortedMap<String, Known> now = new TreeMap<>();
        boolean changed = false;
        for (Map.Entry<String, Path> each : markdownFiles(root).entrySet()) {
            String path = each.getKey();
            Known before = files.get(path);
            Stamp stamp = stamp(each.getValue());
            if (before != null && before.stamp().equals(stamp)) {
                now.put(path, before);
            } else {
                now.put(path, read(path, each.getValue(), stamp, before));
                changed = true;
            }
        }
        changed |= !now.keySet().equals(files.keySet());
        LocalDate day = today.get();
        changed |= now.values().stream().anyMatch(known -> known.isServedOn(day) != known.isServedOn(lastRead));
        lastRead = day;
        files = now;
        return changed;
    }

    private Known read(String path, Path file, Stamp stamp, @Nullable Known before) {
        ArticleFile good = before == null ? null : before.good();
        String problem;
        try {
            if (stamp.size() > LARGEST) {
                throw new BrokenArticle(1, "larger than a million bytes");
            }
            return new Known(stamp, ArticleFile.read(path, Files.readString(file), defaultLanguage), null);
        } catch (BrokenArticle e) {
            problem = path + " line " + e.line() + ": " + e.getMessage();
        } catch (CharacterCodingException e) {
            problem = path + ": not UTF-8";
        } catch (IOException e) {
            problem = path + ": cannot be read (" + e.getClass().getSimpleName() + ")";
        }
        LOG.log(Level.WARNING, "{0}; {1}", problem, good == null ? "left out" : "its last good version stays");
        return new Known(stamp, good, problem);
    }

    /** The articles as last read. Where two files claim the same id, the first path has it. */
    Contents contents() {
        List<Article> articles = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        Map<ArticleId, String> owners = new HashMap<>();
        files.forEach((path, known) -> {
            if (known.problem() != null) {
                problems.add(known.problem());
            }
            ArticleFile good = known.good();
            if (good == null || !good.isServedOn(lastRead)) {
                return;
            }
            String owner = owners.putIfAbsent(good.article().id(), path);
            if (owner == null) {
                articles.add(good.article());
            } else {
                problems.add(path + ": id: already that of " + owner);
            }
        });
        return new Contents(articles, problems);
    }

    /** Where each article is, drafts and expired ones included. Where two files claim the same id, the first path has it. */
    Map<ArticleId, String> paths() {
        Map<ArticleId, String> paths = new LinkedHashMap<>();
        files.forEach((path, known) -> {
            if (known.good() != null) {
                paths.putIfAbsent(known.good().article().id(), path);
            }
        });
        return paths;
    }

    /** The files of a folder that are articles, by their place in it, with slashes. */
    static SortedMap<String, Path> markdownFiles(Path root) throws IOException {
        SortedMap<String, Path> found = new TreeMap<>();
        try (Stream<Path> all = Files.walk(root, FileVisitOption.FOLLOW_LINKS)) {
            for (Path file : (Iterable<Path>) all.filter(Files::isRegularFile)::iterator) {
                String path = root.relativize(file).toString().replace('\\', '/');
                if (isArticle(path)) {
                    found.put(path, file);
                }
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        return found;
    }

    /** Files that begin with a dot are an editor's or a version control's; a README is for the authors. */
    static boolean isArticle(String path) {
        Set<String> parts = new HashSet<>(List.of(path.split("/")));
        String name = path.substring(path.lastIndexOf('/') + 1);
        return name.endsWith(".md")
                && !name.equalsIgnoreCase("README.md")
                && parts.stream().noneMatch(part -> part.startsWith("."));
    }

    private static Stamp stamp(Path file) throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
        return new Stamp(attributes.lastModifiedTime(), attributes.size(), String.valueOf(attributes.fileKey()));
    }
}
