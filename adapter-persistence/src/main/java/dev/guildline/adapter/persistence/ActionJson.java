package dev.guildline.adapter.persistence;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.guildline.core.id.ArticleId;
import dev.guildline.core.message.ChoiceAction;
import dev.guildline.core.message.ChoiceAction.CloseCase;
import dev.guildline.core.message.ChoiceAction.ElevateCase;
import dev.guildline.core.message.ChoiceAction.Helped;
import dev.guildline.core.message.ChoiceAction.NoneHelps;
import dev.guildline.core.message.ChoiceAction.Rate;
import dev.guildline.core.message.ChoiceAction.ShowArticle;
import dev.guildline.core.message.ChoiceAction.StayWithVirtualAgent;
import dev.guildline.core.message.ChoiceAction.TalkToPerson;

/** The stored form of {@link ChoiceAction}. */
final class ActionJson {
    private ActionJson() {}

    static ObjectNode tree(ChoiceAction action) {
        if (action instanceof ShowArticle show) {
            return Json.typed("show_article")
                    .put("article", show.article().value())
                    .put("excerpt", show.excerpt());
        }
        if (action instanceof NoneHelps) {
            return Json.typed("none_helps");
        }
        if (action instanceof Helped helped) {
            return Json.typed("helped").put("article", helped.article().value());
        }
        if (action instanceof TalkToPerson) {
            return Json.typed("talk_to_person");
        }
        if (action instanceof StayWithVirtualAgent) {
            return Json.typed("stay_with_virtual_agent");
        }
        if (action instanceof Rate rate) {
            return Json.typed("rate").put("score", rate.score());
        }
        if (action instanceof CloseCase) {
            return Json.typed("close_case");
        }
        if (action instanceof ElevateCase) {
            return Json.typed("elevate_case");
        }
        throw new IllegalStateException(
                "no stored form for " + action.getClass().getName());
    }

    static ChoiceAction read(JsonNode node) {
        return switch (Json.type(node)) {
            case "show_article" ->
                new ShowArticle(
                        new ArticleId(Json.text(node, "article")),
                        Json.textIfAny(node, "excerpt").orElse(""));
            case "none_helps" -> new NoneHelps();
            case "helped" -> new Helped(new ArticleId(Json.text(node, "article")));
            case "talk_to_person" -> new TalkToPerson();
            case "stay_with_virtual_agent" -> new StayWithVirtualAgent();
            case "rate" -> new Rate((int) Json.number(node, "score"));
            case "close_case" -> new CloseCase();
            case "elevate_case" -> new ElevateCase();
            default -> throw JdbcErrors.unreadable("choice action of type " + Json.type(node));
        };
    }
}
