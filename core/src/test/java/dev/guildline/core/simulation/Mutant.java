package dev.guildline.core.simulation;

/**
 * A way to break core.
 *
 * @param name what is wrong in it
 * @param breaks the rule that must be found broken
 * @param type the changed source file, without its ending, seen from {@code dev.guildline.core}
 * @param text what stands in the file, once
 * @param instead what stands there in the mutant
 */
record Mutant(String name, Rule breaks, String type, String text, String instead) {
    /** The source file, as a resource is named. */
    String file() {
        return "dev/guildline/core/" + type + ".java";
    }

    /** The mutant's source. */
    String applyTo(String source) {
        int at = source.indexOf(text);
        if (at < 0 || source.indexOf(text, at + 1) >= 0) {
            throw new IllegalStateException("the mutant \"" + name + "\" must be brought up to date: its text stands "
                    + (at < 0 ? "nowhere" : "more than once") + " in " + file() + ": " + text);
        }
        return source.substring(0, at) + instead + source.substring(at + text.length());
    }

    @Override
    public String toString() {
        return name;
    }
}
