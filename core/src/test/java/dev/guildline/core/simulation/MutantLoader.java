package dev.guildline.core.simulation;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Loads core and its simulation anew, with one class changed. */
final class MutantLoader extends ClassLoader {
    private static final String OURS = "dev.guildline.";

    private final Path changed;

    private MutantLoader(Path changed) {
        super(MutantLoader.class.getClassLoader());
        this.changed = changed;
    }

    /**
     * Compiles a mutant and loads it.
     *
     * @param sources the root of core's sources
     * @param work an empty directory
     */
    static MutantLoader of(Mutant mutant, Path sources, Path work) throws IOException {
        Path source = work.resolve("source").resolve(mutant.file());
        Files.createDirectories(source.getParent());
        Files.writeString(source, mutant.applyTo(Files.readString(sources.resolve(mutant.file()))));
        Path classes = Files.createDirectory(work.resolve("classes"));
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter said = new StringWriter();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            List<String> options = List.of(
                    "-d",
                    classes.toString(),
                    "-proc:none",
                    "-nowarn",
                    "-classpath",
                    System.getProperty("java.class.path"));
            boolean compiled = compiler.getTask(
                            said, files, null, options, null, files.getJavaFileObjects(source.toFile()))
                    .call();
            if (!compiled) {
                throw new IllegalStateException("the mutant \"" + mutant + "\" does not compile: " + said);
            }
        }
        return new MutantLoader(classes);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (!name.startsWith(OURS)) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            return loaded == null ? define(name) : loaded;
        }
    }

    private Class<?> define(String name) throws ClassNotFoundException {
        String file = name.replace('.', '/') + ".class";
        Path ours = changed.resolve(file);
        try (InputStream in =
                Files.exists(ours) ? Files.newInputStream(ours) : getParent().getResourceAsStream(file)) {
            if (in == null) {
                throw new ClassNotFoundException(name);
            }
            byte[] bytes = in.readAllBytes();
            return defineClass(name, bytes, 0, bytes.length);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
