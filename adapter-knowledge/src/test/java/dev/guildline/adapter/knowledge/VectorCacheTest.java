package dev.guildline.adapter.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VectorCacheTest {
    private static final PackedVector ONE = PackedVector.of(new float[] {1, 0});
    private static final PackedVector TWO = PackedVector.of(new float[] {0, 1});

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void two_vectors() {
        file = folder.resolve("vectors-model.bin");
        try (VectorCache cache = open()) {
            cache.put("one", ONE);
            cache.put("two", TWO);
        }
    }

    @Test
    void vectors_are_there_after_a_restart() {
        try (VectorCache cache = open()) {
            assertThat(cache.find("one")).isEqualTo(ONE);
            assertThat(cache.find("two")).isEqualTo(TWO);
            assertThat(cache.find("three")).isNull();
        }
    }

    @Test
    void a_file_that_was_cut_off_is_used_as_far_as_it_is_good_and_goes_on_from_there() throws IOException {
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, whole.length - 7));

        try (VectorCache cache = open()) {
            assertThat(cache.find("one")).isEqualTo(ONE);
            assertThat(cache.find("two")).isNull();
            cache.put("two", TWO);
        }
        assertThat(Files.readAllBytes(file)).isEqualTo(whole);
    }

    @Test
    void spoilt_bytes_are_not_taken_for_a_vector() throws IOException {
        byte[] whole = Files.readAllBytes(file);
        whole[whole.length - 6] ^= 1;
        Files.write(file, whole);

        try (VectorCache cache = open()) {
            assertThat(cache.find("one")).isEqualTo(ONE);
            assertThat(cache.find("two")).isNull();
        }
    }

    @Test
    void a_file_of_another_version_is_begun_anew() throws IOException {
        Files.writeString(file, "something else altogether, from a time long before this format");

        try (VectorCache cache = open()) {
            assertThat(cache.size()).isZero();
            cache.put("one", ONE);
        }
        try (VectorCache cache = open()) {
            assertThat(cache.find("one")).isEqualTo(ONE);
        }
    }

    @Test
    void what_is_not_used_any_more_is_forgotten_once_it_is_the_greater_part() throws IOException {
        long before = Files.size(file);
        try (VectorCache cache = open()) {
            cache.keepOnly(Set.of("one"));
            assertThat(cache.size()).isEqualTo(2);
            cache.put("three", ONE);
            cache.keepOnly(Set.of("one"));
            assertThat(cache.size()).isEqualTo(1);
        }
        assertThat(Files.size(file)).isLessThan(before);
        try (VectorCache cache = open()) {
            assertThat(cache.find("one")).isEqualTo(ONE);
            assertThat(cache.find("two")).isNull();
        }
    }

    @Test
    void a_second_one_at_the_same_time_reads_but_does_not_write() throws IOException {
        long before = Files.size(file);
        try (VectorCache first = open();
                VectorCache second = open()) {
            assertThat(second.find("one")).isEqualTo(ONE);
            second.put("three", TWO);
            assertThat(second.find("three")).isEqualTo(TWO);
            assertThat(first.size()).isEqualTo(2);
        }
        assertThat(Files.size(file)).isEqualTo(before);
    }

    @Test
    void where_no_file_can_be_made_memory_does() throws IOException {
        Path inTheWay = folder.resolve("file");
        Files.writeString(inTheWay, "not a folder", StandardOpenOption.CREATE_NEW);

        try (VectorCache cache = VectorCache.open(inTheWay, "model", 2)) {
            cache.put("one", ONE);
            assertThat(cache.find("one")).isEqualTo(ONE);
        }
    }

    private VectorCache open() {
        return VectorCache.open(folder, "model", 2);
    }
}
