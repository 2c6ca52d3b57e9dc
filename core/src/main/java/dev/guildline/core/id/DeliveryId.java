package dev.guildline.core.id;

/**
 * Names a delivery. Minted by the outbox; rises with every delivery made, in the whole deployment.
 *
 * @param value a positive number
 */
public record DeliveryId(long value) implements Comparable<DeliveryId> {
    @Override
    public int compareTo(DeliveryId other) {
        return Long.compare(value, other.value);
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
