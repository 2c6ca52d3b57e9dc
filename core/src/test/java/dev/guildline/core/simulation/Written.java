package dev.guildline.core.simulation;

import dev.guildline.core.id.ExternalRef;
import java.util.ArrayList;
import java.util.List;

/** Something that a person wrote, as it stands where they wrote it. */
final class Written {
    private static final char MARK = '~';

    private final Told told;
    private final String words;
    private final ExternalRef source;
    private final boolean byAgent;
    private int edits;
    private boolean takenBack;

    Written(Told told, String words, ExternalRef source, boolean byAgent) {
        this.told = told;
        this.words = words;
        this.source = source;
        this.byAgent = byAgent;
    }

    /**
     * A change of it.
     *
     * @param of what was changed
     * @param number which edit of it, from 1; for a deletion, that of the last edit
     */
    record Change(Written of, int number, boolean takesBack) {
        String words() {
            return of.words + MARK + number;
        }
    }

    /** Where somebody looks for what they wrote lately. */
    static List<Written> changeable(List<Written> all) {
        List<Written> last = new ArrayList<>(all.subList(Math.max(0, all.size() - 3), all.size()));
        last.removeIf(written -> written.takenBack);
        return last;
    }

    Change edit() {
        return new Change(this, ++edits, false);
    }

    Change takeBack() {
        takenBack = true;
        return new Change(this, edits, true);
    }

    /** How it was first told. */
    Told told() {
        return told;
    }

    String words() {
        return words;
    }

    ExternalRef source() {
        return source;
    }

    boolean isByAgent() {
        return byAgent;
    }

    /** The words as they were written first. */
    static String first(String words) {
        int mark = words.lastIndexOf(MARK);
        return mark < 0 ? words : words.substring(0, mark);
    }

    /** Which edit made words what they are, 0 for none. */
    static int numberOf(String words) {
        int mark = words.lastIndexOf(MARK);
        return mark < 0 ? 0 : Integer.parseInt(words.substring(mark + 1));
    }
}
