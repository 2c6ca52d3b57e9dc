package dev.guildline.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The launcher in a folder of its own, with a Java and a Maven that only say what they were called with. */
@DisabledOnOs(OS.WINDOWS)
@Timeout(60)
class LauncherTest {
    private static final Instant LONG_AGO = Instant.parse("2020-01-01T00:00:00Z");

    @TempDir
    private Path root;

    private Path jar;
    private Path source;

    @BeforeEach
    void a_checkout() throws IOException {
        Files.copy(Path.of("..", "guildline"), root.resolve("guildline"));
        jar = root.resolve("app/target/guildline.jar");
        source = root.resolve("core/src/main/java/Core.java");
        Files.createDirectories(source.getParent());
        Files.writeString(source, "");
        Files.writeString(root.resolve("pom.xml"), "");
        tool("jdk/bin/javac", "exit 0");
        java("17");
    }

    @Test
    void starts_the_jar_and_passes_everything_through() throws Exception {
        builtAt(Instant.now().plusSeconds(60));

        Run run = launch(Map.of("JAVA_OPTS", "-Xmx64m"), "run", "--settings", "my file");

        assertThat(run.output())
                .contains("java <-Xmx64m> <-jar> <" + jar.toRealPath() + "> <run> <--settings> <my file>");
        assertThat(run.status()).isEqualTo(7);
        assertThat(run.output()).doesNotContain("Building");
    }

    @Test
    void builds_when_there_is_no_jar_and_shows_that_it_does() throws Exception {
        tool(
                "tools/mvn",
                "echo \"mvn $*\"; echo '[INFO] Building Guildline core 0.1 [2/9]'; : > app/target/guildline.jar");

        Run run = launch(Map.of("MAVEN_ARGS", "-Dmaven.repo.local=/tmp/r -o"), "help");

        assertThat(run.output()).contains("Building Guildline.", "  Guildline core 0.1", "Built.", "<help>");
        assertThat(Files.readString(root.resolve("app/target/build.log")))
                .contains("-DskipTests", "-Dmaven.repo.local=/tmp/r -o package");
    }

    @Test
    void builds_again_when_a_source_is_newer() throws Exception {
        builtAt(LONG_AGO);
        tool("tools/mvn", "touch app/target/guildline.jar");

        assertThat(launch(Map.of(), "help").output()).contains("Built.");
        Files.setLastModifiedTime(source, FileTime.from(LONG_AGO));
        Files.setLastModifiedTime(root.resolve("pom.xml"), FileTime.from(LONG_AGO));
        assertThat(launch(Map.of(), "help").output()).doesNotContain("Built.");
    }

    @Test
    void a_failed_build_says_why_and_where_to_look() throws Exception {
        tool("tools/mvn", "echo '[INFO] quiet'; echo '[ERROR] no such symbol'; exit 1");

        Run run = launch(Map.of(), "help");

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.output()).contains("[ERROR] no such symbol", "build.log").doesNotContain("quiet", "<help>");
    }

    @Test
    void says_what_to_do_when_java_is_too_old() throws Exception {
        for (String old : List.of("1.8", "11")) {
            java(old);
            Run run = launch(Map.of(), "help");
            assertThat(run.status()).isEqualTo(1);
            assertThat(run.output()).contains("is Java " + old, "needs 17 or newer");
        }
    }

    @Test
    void says_what_to_do_when_java_or_maven_is_missing() throws Exception {
        Run withoutMaven = launch(Map.of(), "help");
        assertThat(withoutMaven.status()).isEqualTo(1);
        assertThat(withoutMaven.output()).contains("Maven is missing", "3.8.7 or newer");

        Run wrongHome = launch(Map.of("JAVA_HOME", "/nowhere"), "help");
        assertThat(wrongHome.status()).isEqualTo(1);
        assertThat(wrongHome.output()).contains("JAVA_HOME is /nowhere");

        Run withoutJava = launch(Map.of("JAVA_HOME", ""), "help");
        assertThat(withoutJava.status()).isEqualTo(1);
        assertThat(withoutJava.output()).contains("Java is missing", "17 or newer");
    }

    private record Run(int status, String output) {}

    private Run launch(Map<String, String> environment, String... arguments) throws Exception {
        Path tools = Files.createDirectories(root.resolve("tools"));
        for (String name :
                List.of("dirname", "readlink", "sed", "find", "head", "cat", "rm", "grep", "tail", "mkdir", "touch")) {
            link(tools, name);
        }
        ProcessBuilder process = new ProcessBuilder();
        process.command().add("/bin/sh");
        process.command().add(root.resolve("guildline").toString());
        process.command().addAll(List.of(arguments));
        process.environment().clear();
        process.environment()
                .putAll(Map.of(
                        "PATH",
                        tools.toString(),
                        "JAVA_HOME",
                        root.resolve("jdk").toString()));
        process.environment().putAll(environment);
        Process running = process.redirectErrorStream(true).start();
        String output = new String(running.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(running.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return new Run(running.exitValue(), output);
    }

    private static void link(Path tools, String name) throws IOException {
        for (String folder : List.of("/usr/bin", "/bin")) {
            Path there = Path.of(folder, name);
            if (Files.exists(there) && !Files.exists(tools.resolve(name))) {
                Files.createSymbolicLink(tools.resolve(name), there);
            }
        }
    }

    private void java(String version) throws IOException {
        tool(
                "jdk/bin/java",
                "if [ \"$1\" = -XshowSettings:properties ]; then echo '    java.specification.version = " + version
                        + "' >&2; exit 0; fi; printf java; printf ' <%s>' \"$@\"; exit 7");
    }

    private void tool(String name, String script) throws IOException {
        Path file = root.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private void builtAt(Instant when) throws IOException {
        Files.createDirectories(jar.getParent());
        Files.writeString(jar, "");
        Files.setLastModifiedTime(jar, FileTime.from(when));
    }
}
