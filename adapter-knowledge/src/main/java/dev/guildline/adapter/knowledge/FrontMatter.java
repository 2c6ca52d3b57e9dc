package dev.guildline.adapter.knowledge;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * The head of an article's file: a small, strict part of YAML between two lines of three dashes. A misspelt key is
 * refused rather than ignored, since an ignored {@code drfat: true} would publish the article.
 */
final class FrontMatter {
    private static final String FENCE = "---";
    private static final Set<String> KEYS = Set.of(
            "id",
            "title",
            "category",
            "lang",
            "language",
            "questions",
            "url",
            "labels",
            "translationOf",
            "draft",
            "expires");
    private static final LoadSettings SETTINGS = LoadSettings.builder()
            .setAllowDuplicateKeys(false)
            .setMaxAliasesForCollections(0)
            .setCodePointLimit(100_000)
            .build();

    private final Map<String, Node> values;
    private final String body;

    private FrontMatter(Map<String, Node> values, String body) {
        this.values = values;
        this.body = body;
    }

    /** Splits a file into its head and what follows. */
    static FrontMatter of(String file) throws BrokenArticle {
        String text = (file.startsWith("\uFEFF") ? file.substring(1) : file).replace("\r\n", "\n");
        List<String> lines = text.lines().toList();
        if (lines.isEmpty() || !lines.get(0).stripTrailing().equals(FENCE)) {
            throw new BrokenArticle(1, "must begin with a line of three dashes and then its title");
        }
        for (int i = 1; i < lines.size(); i++) {
            if (lines.get(i).stripTrailing().equals(FENCE)) {
                String head = String.join("\n", lines.subList(1, i));
                return new FrontMatter(parsed(head), String.join("\n", lines.subList(i + 1, lines.size())));
            }
        }
        throw new BrokenArticle(lines.size(), "the head is not closed by a line of three dashes");
    }

    private static Map<String, Node> parsed(String head) throws BrokenArticle {
        Node root;
        try {
            root = new Compose(SETTINGS).composeString(head).orElse(null);
        } catch (MarkedYamlEngineException e) {
            throw new BrokenArticle(e.getProblemMark().map(FrontMatter::line).orElse(1), "not YAML: " + e.getProblem());
        } catch (YamlEngineException e) {
            throw new BrokenArticle(1, "not YAML: " + e.getMessage());
        }
        if (!(root instanceof MappingNode mapping)) {
            throw new BrokenArticle(2, "the head must hold lines such as 'title: Reset your password'");
        }
        Map<String, Node> values = new HashMap<>();
        for (NodeTuple entry : mapping.getValue()) {
            String key = entry.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "";
            if (!KEYS.contains(key)) {
                throw new BrokenArticle(
                        line(entry.getKeyNode()),
                        "unknown key '" + key + "'; known are " + String.join(", ", new java.util.TreeSet<>(KEYS)));
            }
            if (values.put(key, entry.getValueNode()) != null) {
                throw new BrokenArticle(line(entry.getKeyNode()), "key '" + key + "' appears twice");
            }
        }
        return values;
    }

    /** What follows the head. */
    String body() {
        return body;
    }

    /** The text under a key; null if the key is absent or empty. */
    @Nullable
    String text(String key) throws BrokenArticle {
        Node node = values.get(key);
        if (node == null) {
            return null;
        }
        String text = scalar(key, node).strip();
        return text.isEmpty() ? null : text;
    }

    /** The texts under a key: a list, or one text alone. */
    List<String> texts(String key) throws BrokenArticle {
        Node node = values.get(key);
        if (node == null) {
            return List.of();
        }
        List<Node> nodes = node instanceof SequenceNode sequence ? sequence.getValue() : List.of(node);
        List<String> texts = new ArrayList<>();
        for (Node each : nodes) {
            String text = scalar(key, each).strip();
            if (!text.isEmpty()) {
                texts.add(text);
            }
        }
        return texts;
    }

    boolean flag(String key) throws BrokenArticle {
        String text = text(key);
        if (text == null) {
            return false;
        }
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new BrokenArticle(line(key), key + ": must be true or false");
        };
    }

    /** The line of the file in which a key's value stands. */
    int line(String key) {
        Node node = values.get(key);
        return node == null ? 1 : line(node);
    }

    private static String scalar(String key, Node node) throws BrokenArticle {
        if (node instanceof ScalarNode scalar) {
            return scalar.getValue();
        }
        throw new BrokenArticle(line(node), key + ": must be text, or a list of texts");
    }

    private static int line(Node node) {
        return node.getStartMark().map(FrontMatter::line).orElse(1);
    }

    /** The head starts in the file's second line; marks count from zero. */
    private static int line(Mark mark) {
        return mark.getLine() + 2;
    }
}
