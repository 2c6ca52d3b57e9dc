package dev.guildline.sandbox.truth;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Where the tools of the truth check are, and whether this machine has them; a test that lacks one is skipped and says why. */
public final class TruthTools {
    /** The folder {@code sandbox/truth-check}, seen from any module. */
    public static final Path FOLDER =
            Path.of("..", "sandbox", "truth-check").toAbsolutePath().normalize();

    private TruthTools() {}

    /**
     * Skips the test unless Node and a module of it are there.
     *
     * @param module the name of the module
     */
    public static void requireNodeModule(String module) {
        assumeTrue(
                Files.isDirectory(FOLDER.resolve("node_modules").resolve(module)),
                module + " is not installed: run \"npm ci --ignore-scripts\" in sandbox/truth-check");
        assumeTrue(runs(List.of("node", "--version")), "node is not on the path");
    }

    /**
     * Skips the test unless an official API description and Prism are there.
     *
     * @param name path of the file below the folder of the descriptions
     * @return the file
     */
    public static Path requireDescription(String name) {
        Path file = Path.of(System.getProperty("guildline.shared", "../../shared"), "specs")
                .resolve(name);
        assumeTrue(Files.isRegularFile(file), "the API description is not there: " + file);
        requireNodeModule("@stoplight/prism-cli");
        return file;
    }

    /**
     * Whether a command runs and succeeds.
     *
     * @param command the program and its arguments
     * @return false also when the program is missing
     */
    public static boolean runs(List<String> command) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(30, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
