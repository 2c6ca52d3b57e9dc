package dev.guildline.core.knowledge;

/**
 * What is wrong with a part of what was handed in.
 *
 * @param field the part, as it is called
 * @param problem what is wrong and what to do
 */
public record FieldProblem(String field, String problem) {
    @Override
    public String toString() {
        return field + ": " + problem;
    }
}
