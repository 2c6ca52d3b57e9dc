package dev.guildline.adapter.knowledge;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Consumer;

/** Brings articles into a folder and out of it. Immutable; not to be used twice at once for the same folder. */
public final class KnowledgeTransfer {
    private final Path folder;
    private final Locale defaultLanguage;
    private final Consumer<String> report;

    /**
     * For a folder.
     *
     * @param folder the folder that holds one folder per language; made by an import if absent
     * @param defaultLanguage the language of articles that name none
     * @param report takes what there is to say, line by line
     */
    public KnowledgeTransfer(Path folder, Locale defaultLanguage, Consumer<String> report) {
        this.folder = folder;
        this.defaultLanguage = defaultLanguage;
        this.report = report;
    }

    /** How far an import goes. */
    public enum Extent {
        /** Says what would be done and leaves it at that. */
        DRY_RUN,
        /** Adds and changes. */
        KEEP_OTHERS,
        /** Also removes articles of the same origin that do not come any more. */
        REMOVE_OTHERS,
        /** Says what would be done if also articles were removed. */
        DRY_RUN_REMOVING
    }

    /** The forms in which articles go out. */
    public enum Form {
        /** A folder of Markdown files. */
        MARKDOWN,
        /** A JSON object in each line. */
        JSON_LINES,
        /** Comma-separated values with a head line. */
        CSV,
        /** As Zendesk's help center gives its articles out. */
        ZENDESK,
        /** As Intercom gives its articles out. */
        INTERCOM
    }

    /**
     * Brings articles in: first says what is added, changed, removed and cannot be used, then does it. What cannot be
     * used is left out; what the source knows nothing about, such as sample questions, stays as it was.
     *
     * @param from a folder of Markdown files, or a file of JSON lines, of CSV, of Zendesk or of Intercom
     * @param extent how far to go
     * @return whether everything could be used
     * @throws IllegalArgumentException if the source cannot be used at all, naming it and what it must be
     * @throws IOException if a file cannot be read or written; those written before stay written
     */
    public boolean bringIn(Path from, Extent extent) throws IOException {
        boolean remove = extent == Extent.REMOVE_OTHERS || extent == Extent.DRY_RUN_REMOVING;
        ImportPlan plan = ImportPlan.of(ArticleSource.read(from, defaultLanguage), folder, defaultLanguage);
        plan.lines(remove).forEach(report);
        if (extent == Extent.DRY_RUN || extent == Extent.DRY_RUN_REMOVING) {
            report.accept("Nothing was written.");
        } else {
            plan.carryOut(remove);
        }
        return !plan.hasProblems();
    }

    /**
     * Brings articles out, drafts and expired ones included.
     *
     * @param to the file, or for Markdown the folder
     * @param form how they are written
     * @return whether every article could be read
     * @throws IllegalArgumentException if there is no folder of articles
     * @throws IOException if a file cannot be read or written
     */
    public boolean bringOut(Path to, Form form) throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new IllegalArgumentException(folder + " is not a folder; name the folder that holds the articles");
        }
        ArticleSource source = ArticleSource.read(folder, defaultLanguage);
        source.problems().forEach(problem -> report.accept("  ! " + problem));
        if (form == Form.MARKDOWN) {
            ImportPlan plan = ImportPlan.of(source, to, defaultLanguage);
            plan.lines(false).forEach(report);
            plan.carryOut(false);
        } else {
            Path parent = to.toAbsolutePath().getParent();
            if (parent != null) {
                Files.createDirectories(parent);
            }
            Files.writeString(to, text(source, form));
            report.accept(source.articles().size() + " articles were written to " + to);
        }
        return source.problems().isEmpty();
    }

    private String text(ArticleSource source, Form form) throws IOException {
        return switch (form) {
            case JSON_LINES -> ArticleRows.jsonLines(source.articles());
            case CSV -> ArticleRows.csv(source.articles());
            case ZENDESK -> HelpCentreFile.zendesk(source.articles());
            case INTERCOM -> HelpCentreFile.intercom(source.articles(), defaultLanguage);
            case MARKDOWN -> throw new IllegalArgumentException("Markdown is a folder");
        };
    }
}
