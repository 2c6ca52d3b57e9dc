package dev.guildline.core.id;

/**
 * Names a group of questions that were not answered. Minted by core: the number of the question that began the group.
 *
 * @param value a positive number
 */
public record QuestionGroupId(long value) implements Comparable<QuestionGroupId> {
    @Override
    public int compareTo(QuestionGroupId other) {
        return Long.compare(value, other.value);
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
