package dev.guildline.adapter.knowledge;

import java.io.Serial;

/** A file that cannot be used as an article, with what its author should change. */
final class BrokenArticle extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    /** The line of the file that is wrong, from 1. */
    private final int line;

    BrokenArticle(int line, String problem) {
        super(problem);
        this.line = line;
    }

    int line() {
        return line;
    }
}
