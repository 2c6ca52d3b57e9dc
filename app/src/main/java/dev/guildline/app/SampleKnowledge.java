package dev.guildline.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** The articles of an invented game that come with Guildline, to try it out. */
final class SampleKnowledge {
    private SampleKnowledge() {}

    /** Copies the articles into a folder, where they can be looked at and changed. */
    static void copyTo(Path folder) {
        URL inside =
                Objects.requireNonNull(SampleKnowledge.class.getResource("knowledge"), "sample knowledge is missing");
        try {
            URI uri = inside.toURI();
            if (uri.getScheme().equals("jar")) {
                try (FileSystem jar = FileSystems.newFileSystem(uri, Map.of())) {
                    copy(
                            jar.getPath(uri.getSchemeSpecificPart()
                                    .substring(uri.getSchemeSpecificPart().indexOf('!') + 1)),
                            folder);
                }
            } else {
                copy(Path.of(uri), folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the sample knowledge base cannot be copied to " + folder, e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        List<Path> files;
        try (Stream<Path> found = Files.walk(from)) {
            files = found.filter(Files::isRegularFile).toList();
        }
        for (Path file : files) {
            Path target = to.resolve(from.relativize(file).toString());
            Files.createDirectories(Objects.requireNonNull(target.getParent()));
            Files.copy(file, target);
        }
    }
}
