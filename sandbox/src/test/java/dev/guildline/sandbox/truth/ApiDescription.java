package dev.guildline.sandbox.truth;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import java.util.function.Predicate;

/**
 * An official API description, cut down to the operations in use: Prism needs time for each. Nothing is taken out of an
 * operation that stays.
 */
public final class ApiDescription {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");

    private final String api;
    private final String basePath;
    private final Set<String> products;
    private final ObjectNode root;

    private ApiDescription(String api, String basePath, Set<String> products, ObjectNode root) {
        this.api = api;
        this.basePath = basePath;
        this.products = products;
        this.root = root;
    }

    /**
     * Discord's, or the test is skipped.
     *
     * @param operations whether an operation, by method and path, is in use
     * @return the description
     * @throws IOException if the file is not readable
     */
    public static ApiDescription discord(BiPredicate<String, String> operations) throws IOException {
        ObjectNode root = read("discord/openapi.json");
        root.set("paths", kept(root, "", operations));
        dropUnreachable(root);
        return new ApiDescription("discord", "/api/v10", Set.of(), root);
    }

    /**
     * Twilio's, all products in one: the product's name becomes the first part of the path, as with one base address for
     * all. Arrays in forms get the encoding Twilio uses (a repeated name), which the files do not mention; and {@code
     * nullable} without a type is dropped, because it makes Prism's validator give up on the whole schema without a word.
     *
     * @param products whether an operation, by method and path with the product in front, is in use
     * @return the description
     * @throws IOException if a file is not readable
     */
    public static ApiDescription twilio(BiPredicate<String, String> products) throws IOException {
        Map<String, String> files = Map.of(
                "conversations", "twilio/twilio_conversations_v1.json",
                "flex-api", "twilio/twilio_flex_v1.json",
                "studio", "twilio/twilio_studio_v2.json",
                "taskrouter", "twilio/twilio_taskrouter_v1.json");
        ObjectNode all = JSON.createObjectNode();
        for (Map.Entry<String, String> product : files.entrySet()) {
            ObjectNode root = read(product.getValue());
            root.set("paths", kept(root, "/" + product.getKey(), products));
            root.remove("servers");
            merge(all, root);
        }
        addArrayEncoding(all.path("paths"));
        dropUntypedNullable(all);
        dropUnreachable(all);
        return new ApiDescription("twilio", "", files.keySet(), all);
    }

    /**
     * An operation of the description.
     *
     * @param method in capitals
     * @param path with names in braces
     * @param contentType of the request's body, empty if it takes none
     * @param answers the statuses of success it describes, and whether each has a described body
     */
    record Operation(String method, String path, String contentType, Map<Integer, Boolean> answers) {}

    String api() {
        return api;
    }

    String basePath() {
        return basePath;
    }

    /** Whether a path is one to judge, if only to say that it is not described; all are, but for other products. */
    boolean speaksOf(String path) {
        return products.isEmpty() || products.contains(path.split("/", 3)[1]);
    }

    List<Operation> operations() {
        List<Operation> found = new ArrayList<>();
        root.path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().forEach(operation -> {
                    if (METHODS.contains(operation.getKey())) {
                        found.add(operation(operation.getKey(), path.getKey(), operation.getValue()));
                    }
                }));
        return found;
    }

    void writeTo(Path file) throws IOException {
        JSON.writeValue(file.toFile(), root);
    }

    private static Operation operation(String method, String path, JsonNode described) {
        JsonNode content = described.path("requestBody").path("content");
        String contentType = content.has("application/json") || content.isMissingNode()
                ? content.isMissingNode() ? "" : "application/json"
                : content.fieldNames().next();
        Map<Integer, Boolean> answers = new TreeMap<>();
        described.path("responses").properties().forEach(answer -> {
            if (answer.getKey().matches("2\\d\\d")) {
                answers.put(
                        Integer.valueOf(answer.getKey()),
                        answer.getValue()
                                .at("/content/application~1json/schema")
                                .isObject());
            }
        });
        return new Operation(method.toUpperCase(Locale.ROOT), path, contentType, answers);
    }

    private static ObjectNode read(String name) throws IOException {
        return (ObjectNode) JSON.readTree(TruthTools.requireDescription(name).toFile());
    }

    private static ObjectNode kept(ObjectNode root, String prefix, BiPredicate<String, String> operations) {
        ObjectNode paths = JSON.createObjectNode();
        root.path("paths").properties().forEach(path -> {
            ObjectNode item = path.getValue().deepCopy();
            item.remove("servers");
            Predicate<String> unused = name ->
                    METHODS.contains(name) && !operations.test(name.toUpperCase(Locale.ROOT), prefix + path.getKey());
            List<String> names = new ArrayList<>();
            item.fieldNames().forEachRemaining(names::add);
            names.stream().filter(unused).forEach(item::remove);
            if (METHODS.stream().anyMatch(item::has)) {
                paths.set(prefix + path.getKey(), item);
            }
        });
        return paths;
    }

    private static void merge(ObjectNode into, ObjectNode from) {
        from.properties().forEach(field -> {
            if (into.get(field.getKey()) instanceof ObjectNode there && field.getValue() instanceof ObjectNode more) {
                merge(there, more);
            } else {
                into.set(field.getKey(), field.getValue());
            }
        });
    }

    private static void addArrayEncoding(JsonNode node) {
        JsonNode form = node.path("application/x-www-form-urlencoded");
        if (form instanceof ObjectNode content) {
            content.path("schema").path("properties").properties().forEach(property -> {
                if (property.getValue().path("type").asText().equals("array")) {
                    content.withObject("/encoding")
                            .putObject(property.getKey())
                            .put("style", "form")
                            .put("explode", true);
                }
            });
        }
        node.forEach(ApiDescription::addArrayEncoding);
    }

    private static void dropUntypedNullable(JsonNode node) {
        if (node instanceof ObjectNode schema && schema.path("nullable").isBoolean() && !schema.has("type")) {
            schema.remove("nullable");
        }
        node.forEach(ApiDescription::dropUntypedNullable);
    }

    /** Without what nothing refers to, Prism is ready sooner. */
    private static void dropUnreachable(ObjectNode root) {
        Set<String> reached = new LinkedHashSet<>();
        reach(root, root.path("paths"), reached);
        root.path("components").properties().forEach(kind -> {
            if (!kind.getKey().equals("securitySchemes") && kind.getValue() instanceof ObjectNode named) {
                List<String> names = new ArrayList<>();
                named.fieldNames().forEachRemaining(names::add);
                names.stream()
                        .filter(name -> !reached.contains("#/components/" + kind.getKey() + "/" + name))
                        .forEach(named::remove);
            }
        });
    }

    private static void reach(ObjectNode root, JsonNode node, Set<String> reached) {
        String reference = node.path("$ref").asText("");
        if (reference.startsWith("#/") && reached.add(reference)) {
            reach(root, root.at(reference.substring(1)), reached);
        }
        node.forEach(child -> reach(root, child, reached));
    }
}
