package dev.guildline.adapter.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class NativeLibraryTest {
    @TempDir
    private Path folder;

    @Test
    void where_the_library_cannot_be_loaded_the_words_answer() throws Exception {
        Files.createDirectories(folder.resolve("articles/en"));
        Files.writeString(
                folder.resolve("articles/en/a.md"), "---\ntitle: Reset your password\n---\nChoose a new one.\n");

        Ended ended = run(
                List.of("-Djava.io.tmpdir=" + folder.resolve("absent")),
                "search",
                folder.resolve("articles").toString());

        assertThat(ended.status()).as(ended.output()).isZero();
        assertThat(ended.output()).contains("first: Reset your password", "found by words alone");
    }

    @Test
    void a_process_may_end_while_the_model_is_being_loaded() throws Exception {
        Ended ended = run(List.of(), "leave");

        assertThat(ended.status()).as(ended.output()).isZero();
        assertThat(ended.output()).doesNotContain("OrtException");
    }

    /** A process that has ended. */
    private record Ended(int status, String output) {}

    private Ended run(List<String> options, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), OtherProcess.class.getName()));
        command.addAll(List.of(arguments));
        Path output = folder.resolve("output");
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertThat(process.waitFor(100, TimeUnit.SECONDS)).isTrue();
            return new Ended(process.exitValue(), Files.readString(output, StandardCharsets.UTF_8));
        } finally {
            process.destroyForcibly();
        }
    }
}
