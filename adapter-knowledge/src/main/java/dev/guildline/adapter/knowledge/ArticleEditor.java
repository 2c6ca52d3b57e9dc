package dev.guildline.adapter.knowledge;

import dev.guildline.core.error.PortException;
import dev.guildline.core.error.Refusal;
import dev.guildline.core.id.ArticleId;
import dev.guildline.core.knowledge.ArticleContent;
import dev.guildline.core.knowledge.ArticleFilter;
import dev.guildline.core.knowledge.EditOutcome;
import dev.guildline.core.knowledge.FieldProblem;
import dev.guildline.core.knowledge.StoredArticle;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.ReadOnlyFileSystemException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Changes the files of a folder of articles. The folder is what counts: every change begins with what its file holds at
 * that moment, and one that was made by hand meanwhile is not written over. To be used by one thread at a time.
 */
final class ArticleEditor {
    private final Path root;
    private final Locale defaultLanguage;
    private final ArticleFolder folder;
    private final Runnable refresh;

    /**
     * Makes it.
     *
     * @param folder the files as last read
     * @param refresh reads the folder and takes its changes over
     */
    ArticleEditor(Path root, Locale defaultLanguage, ArticleFolder folder, Runnable refresh) {
        this.root = root;
        this.defaultLanguage = defaultLanguage;
        this.folder = folder;
        this.refresh = refresh;
    }

    /**
     * A file as it is now.
     *
     * @param text what it holds
     * @param record what that says
     */
    private record Opened(String path, Path file, String version, String text, ArticleRecord record) {}

    List<StoredArticle> list(ArticleFilter filter, int limit) {
        return folder.paths().entrySet().stream()
                .flatMap(each -> opened(each.getValue()).map(found -> stored(each.getKey(), found)).stream())
                .filter(filter::accepts)
                .sorted(StoredArticle.BY_TITLE)
                .limit(limit)
                .toList();
    }

    Optional<StoredArticle> stored(ArticleId id) {
        return Optional.ofNullable(folder.paths().get(id)).flatMap(this::opened).map(found -> stored(id, found));
    }

    EditOutcome create(ArticleContent content) {
        List<FieldProblem> problems = content.problems();
        if (!problems.isEmpty()) {
            return new EditOutcome.Invalid(problems);
        }
        refresh.run();
        ArticleContent keyed = content.key().isEmpty() ? withFreeKey(content) : content;
        ArticleRecord record = record(keyed, "");
        Path file = root.resolve(record.path());
        ArticleId id = new ArticleId(record.language().toLanguageTag() + "/" + record.key());
        if (!ArticleFolder.isArticle(record.path())) {
            return invalid("key", "README is passed over; choose another one");
        }
        if (Files.exists(file) || folder.paths().containsKey(id)) {
            return invalid("key", "there is an article " + id + " already");
        }
        String text = MarkdownArticle.write(record);
        String problem = problem(record.path(), text, record);
        if (problem != null) {
            return invalid("article", problem);
        }
        write(() -> ArticleFiles.add(file, text));
        refresh.run();
        return done(id);
    }

    private ArticleContent withFreeKey(ArticleContent content) {
        String made = ArticleContent.keyOf(content.title());
        made = made.equals("readme") ? "article" : made;
        String key = made;
        for (int i = 2;
                Files.exists(root.resolve(record(content.withKey(key), "").path()));
                i++) {
            key = made + "-" + i;
        }
        return content.withKey(key);
    }

    EditOutcome change(ArticleId id, String version, ArticleContent content) {
        refresh.run();
        String path = folder.paths().get(id);
        if (path == null) {
            return new EditOutcome.UnknownArticle();
        }
        Optional<Opened> found = opened(path);
        if (found.isEmpty()) {
            return invalid("article", path + " cannot be used as it is; mend the file by hand first");
        }
        Opened before = found.get();
        StoredArticle current = stored(id, before);
        ArticleContent next =
                content.key().isEmpty() ? content.withKey(before.record().key()) : content;
        List<FieldProblem> problems = next.problemsInsteadOf(current.content());
        if (!problems.isEmpty()) {
            return new EditOutcome.Invalid(problems);
        }
        if (!before.version().equals(version)) {
            return new EditOutcome.Conflict(current);
        }
        ArticleRecord record = record(next, before.record().id());
        if (record.equals(before.record())) {
            return new EditOutcome.Done(current);
        }
        String text = RevisedFile.of(before.text(), before.record(), record);
        if (problem(path, text, record) != null) {
            // An unusual head is written anew as a whole.
            text = MarkdownArticle.write(record);
        }
        String problem = problem(path, text, record);
        if (problem != null) {
            return invalid("article", problem);
        }
        if (!isStill(before)) {
            return conflict(id);
        }
        String changed = text;
        write(() -> ArticleFiles.replace(before.file(), changed));
        refresh.run();
        return done(id);
    }

    EditOutcome delete(ArticleId id, String version) {
        refresh.run();
        String path = folder.paths().get(id);
        if (path == null) {
            return new EditOutcome.UnknownArticle();
        }
        Optional<Opened> found = opened(path);
        if (found.isEmpty()) {
            return invalid("article", path + " cannot be used as it is; mend or delete the file by hand");
        }
        if (!found.get().version().equals(version)) {
            return new EditOutcome.Conflict(stored(id, found.get()));
        }
        write(() -> Files.deleteIfExists(found.get().file()));
        refresh.run();
        return new EditOutcome.Deleted();
    }

    private EditOutcome done(ArticleId id) {
        return stored(id)
                .<EditOutcome>map(EditOutcome.Done::new)
                .orElseThrow(() -> new PortException.Retryable("the article was changed by hand at this moment", null));
    }

    private EditOutcome conflict(ArticleId id) {
        refresh.run();
        return stored(id).<EditOutcome>map(EditOutcome.Conflict::new).orElse(new EditOutcome.UnknownArticle());
    }

    private boolean isStill(Opened before) {
        return opened(before.path())
                .filter(now -> now.version().equals(before.version()))
                .isPresent();
    }

    /** A file as it is now, empty if it has gone or cannot be used. */
    private Optional<Opened> opened(String path) {
        Path file = root.resolve(path);
        try {
            String text = Files.readString(file);
            ArticleRecord record = MarkdownArticle.read(path, text, defaultLanguage);
            return Optional.of(new Opened(path, file, version(text), text, record));
        } catch (BrokenArticle | NoSuchFileException | CharacterCodingException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new PortException.Retryable("an article's file cannot be read", e);
        }
    }

    private static String version(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static StoredArticle stored(ArticleId id, Opened found) {
        ArticleRecord record = found.record();
        LocalDate last = record.expiresOrNull();
        boolean served = !record.draft()
                && (last == null || !LocalDate.now(ZoneOffset.UTC).isAfter(last));
        String tie = record.translationOf().isEmpty() ? record.key() : record.translationOf();
        return new StoredArticle(
                id,
                found.version(),
                tie,
                served,
                new ArticleContent(
                        record.key(),
                        record.language(),
                        record.title(),
                        record.category(),
                        record.body(),
                        record.questions(),
                        record.url(),
                        new TreeSet<>(record.labels()),
                        record.draft(),
                        last,
                        record.translationOf()));
    }

    private static ArticleRecord record(ArticleContent content, String id) {
        return new ArticleRecord(
                content.key(),
                content.language(),
                content.title(),
                content.category(),
                content.body(),
                content.questions(),
                content.url(),
                List.copyOf(content.labels()),
                content.draft(),
                content.expiresOrNull(),
                id,
                content.translationOf());
    }

    /** What keeps a text from being read as the article it is to be, null if nothing does. */
    private @Nullable String problem(String path, String text, ArticleRecord wanted) {
        try {
            return Objects.equals(MarkdownArticle.read(path, text, defaultLanguage), wanted)
                    ? null
                    : "has something that its file cannot hold";
        } catch (BrokenArticle e) {
            return e.getMessage();
        }
    }

    private static EditOutcome invalid(String field, String problem) {
        return new EditOutcome.Invalid(List.of(new FieldProblem(field, problem)));
    }

    private interface Writing {
        void run() throws IOException;
    }

    private static void write(Writing writing) {
        try {
            writing.run();
        } catch (ReadOnlyFileSystemException e) {
            throw new PortException.Permanent(Refusal.NOT_ALLOWED, "the folder of articles cannot be written", e);
        } catch (IOException e) {
            throw new PortException.Retryable("an article's file cannot be written", e);
        }
    }
}
