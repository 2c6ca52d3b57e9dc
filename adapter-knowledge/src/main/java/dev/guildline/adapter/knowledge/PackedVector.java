package dev.guildline.adapter.knowledge;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * A direction in a byte per dimension: a quarter of the memory, and cosines that differ in the third place at most.
 * Never changes; thread-safe.
 */
final class PackedVector {
    private final byte[] steps;
    private final float step;

    private PackedVector(byte[] steps, float step) {
        this.steps = steps;
        this.step = step;
    }

    static PackedVector of(float[] vector) {
        float largest = 1e-12f;
        for (float each : vector) {
            largest = Math.max(largest, Math.abs(each));
        }
        float step = largest / Byte.MAX_VALUE;
        byte[] steps = new byte[vector.length];
        for (int i = 0; i < steps.length; i++) {
            steps[i] = (byte) Math.round(vector[i] / step);
        }
        return new PackedVector(steps, step);
    }

    /** How many bytes one takes when written. */
    static int size(int dimensions) {
        return Float.BYTES + dimensions;
    }

    static PackedVector read(ByteBuffer in, int dimensions) {
        float step = in.getFloat();
        byte[] steps = new byte[dimensions];
        in.get(steps);
        return new PackedVector(steps, step);
    }

    void write(ByteBuffer out) {
        out.putFloat(step).put(steps);
    }

    int dimensions() {
        return steps.length;
    }

    float get(int dimension) {
        return steps[dimension] * step;
    }

    /** The cosine, where both have length one. */
    double dot(float[] other) {
        // Sums that do not wait for each other are several times as quick.
        float one = 0;
        float two = 0;
        float three = 0;
        float four = 0;
        int i = 0;
        for (; i + 3 < steps.length; i += 4) {
            one += other[i] * steps[i];
            two += other[i + 1] * steps[i + 1];
            three += other[i + 2] * steps[i + 2];
            four += other[i + 3] * steps[i + 3];
        }
        for (; i < steps.length; i++) {
            one += other[i] * steps[i];
        }
        return ((double) one + two + three + four) * step;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PackedVector vector && step == vector.step && Arrays.equals(steps, vector.steps);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(steps);
    }
}
