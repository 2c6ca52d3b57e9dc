package dev.guildline.adapter.persistence;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.guildline.core.id.ArticleId;
import dev.guildline.core.message.Choice;
import dev.guildline.core.message.Enclosure;
import dev.guildline.core.message.MessageBody;
import dev.guildline.core.message.MessageBody.ArticleCard;
import dev.guildline.core.message.MessageBody.ChoiceMade;
import dev.guildline.core.message.MessageBody.ChoicePrompt;
import dev.guildline.core.message.MessageBody.Mixed;
import dev.guildline.core.message.MessageBody.Text;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** The stored form of {@link MessageBody}. */
final class BodyJson {
    private BodyJson() {}

    static String write(MessageBody body) {
        return Json.write(tree(body));
    }

    private static ObjectNode tree(MessageBody body) {
        if (body instanceof Text text) {
            return Json.typed("text").put("text", text.text());
        }
        if (body instanceof Mixed mixed) {
            ObjectNode node = Json.typed("mixed").put("words", mixed.words()).put("text", mixed.text());
            ArrayNode enclosures = node.putArray("enclosures");
            for (Enclosure enclosure : mixed.enclosures()) {
                enclosures
                        .addObject()
                        .put("kind", Codes.ENCLOSURE.code(enclosure.kind()))
                        .put("text", enclosure.text());
            }
            return node;
        }
        if (body instanceof ArticleCard card) {
            ObjectNode node = Json.typed("article_card")
                    .put("lead", card.lead())
                    .put("article", card.article().value())
                    .put("category", card.category())
                    .put("title", card.title())
                    .put("excerpt", card.excerpt());
            card.url().ifPresent(url -> node.put("url", url.toString()));
            if (!card.choices().isEmpty()) {
                putChoices(node, card.choices());
            }
            return node;
        }
        if (body instanceof ChoicePrompt prompt) {
            ObjectNode node = Json.typed("choice_prompt").put("text", prompt.text());
            putChoices(node, prompt.choices());
            return node;
        }
        if (body instanceof ChoiceMade made) {
            return Json.typed("choice_made").put("key", made.key()).put("label", made.label());
        }
        throw new IllegalStateException("no stored form for " + body.getClass().getName());
    }

    private static void putChoices(ObjectNode node, List<Choice> shown) {
        ArrayNode choices = node.putArray("choices");
        for (Choice choice : shown) {
            choices.addObject()
                    .put("key", choice.key())
                    .put("label", choice.label())
                    .put("style", Codes.CHOICE_STYLE.code(choice.style()))
                    .set("action", ActionJson.tree(choice.action()));
        }
    }

    static MessageBody read(String stored) {
        JsonNode node = Json.read(stored);
        return switch (Json.type(node)) {
            case "text" -> new Text(Json.text(node, "text"));
            case "mixed" -> new Mixed(Json.text(node, "words"), enclosures(node), Json.text(node, "text"));
            case "article_card" ->
                new ArticleCard(
                        Json.text(node, "lead"),
                        new ArticleId(Json.text(node, "article")),
                        Json.text(node, "category"),
                        Json.text(node, "title"),
                        Json.text(node, "excerpt"),
                        Json.textIfAny(node, "url").map(URI::create).orElse(null),
                        node.has("choices") ? choices(node) : List.of());
            case "choice_prompt" -> new ChoicePrompt(Json.text(node, "text"), choices(node));
            case "choice_made" -> new ChoiceMade(Json.text(node, "key"), Json.text(node, "label"));
            default -> throw JdbcErrors.unreadable("message body of type " + Json.type(node));
        };
    }

    private static List<Enclosure> enclosures(JsonNode node) {
        List<Enclosure> enclosures = new ArrayList<>();
        for (JsonNode enclosure : Json.present(node, "enclosures")) {
            enclosures.add(new Enclosure(
                    Codes.ENCLOSURE.constant(Json.text(enclosure, "kind")), Json.text(enclosure, "text")));
        }
        return enclosures;
    }

    private static List<Choice> choices(JsonNode node) {
        List<Choice> choices = new ArrayList<>();
        for (JsonNode choice : Json.present(node, "choices")) {
            choices.add(new Choice(
                    Json.text(choice, "key"),
                    Json.text(choice, "label"),
                    Codes.CHOICE_STYLE.constant(Json.text(choice, "style")),
                    ActionJson.read(Json.present(choice, "action"))));
        }
        return choices;
    }
}
