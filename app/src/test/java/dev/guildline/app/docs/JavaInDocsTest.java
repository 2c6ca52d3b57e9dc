package dev.guildline.app.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What the docs show is what the tests run, and their links lead somewhere. */
class JavaInDocsTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Path EXAMPLES = Path.of("src", "test", "java", "dev", "guildline", "app", "docs");
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```java\\n(.*?)^```$");
    private static final Pattern REGION = Pattern.compile("(?ms)^ *// region [a-z-]+\\n(.*?)^ *// endregion$");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#\\s]+)(?:#[^)]*)?\\)");

    @TestFactory
    Stream<DynamicTest> every_java_block_is_a_region_of_a_test() throws IOException {
        Set<String> regions = regions();
        assertThat(regions).isNotEmpty();
        return pages().stream()
                .map(page -> DynamicTest.dynamicTest(
                        ROOT.relativize(page).toString(),
                        () -> assertThat(blocks(page)).isSubsetOf(regions)));
    }

    @TestFactory
    Stream<DynamicTest> every_link_within_the_repository_leads_somewhere() throws IOException {
        return pages().stream()
                .map(page -> DynamicTest.dynamicTest(ROOT.relativize(page).toString(), () -> {
                    Matcher links = LINK.matcher(Files.readString(page));
                    while (links.find()) {
                        String target = links.group(1);
                        if (!target.contains("://") && !target.startsWith("mailto:")) {
                            assertThat(page.resolveSibling(target).normalize())
                                    .as("link %s", target)
                                    .exists();
                        }
                    }
                }));
    }

    private static List<Path> pages() throws IOException {
        List<Path> pages = new ArrayList<>();
        try (Stream<Path> top = Files.list(ROOT);
                Stream<Path> docs = Files.walk(ROOT.resolve("docs"))) {
            Stream.concat(top, docs)
                    .filter(path -> path.toString().endsWith(".md"))
                    .sorted()
                    .forEach(pages::add);
        }
        return pages;
    }

    private static List<String> blocks(Path page) throws IOException {
        Matcher blocks = BLOCK.matcher(Files.readString(page));
        List<String> found = new ArrayList<>();
        while (blocks.find()) {
            found.add(blocks.group(1).stripTrailing());
        }
        return found;
    }

    private static Set<String> regions() throws IOException {
        Set<String> regions = new TreeSet<>();
        try (Stream<Path> files = Files.list(EXAMPLES)) {
            for (Path file : files.toList()) {
                Matcher found = REGION.matcher(Files.readString(file));
                while (found.find()) {
                    regions.add(found.group(1).stripTrailing().stripIndent());
                }
            }
        }
        return regions;
    }
}
