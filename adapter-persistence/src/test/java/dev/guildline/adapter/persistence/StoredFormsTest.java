package dev.guildline.adapter.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.guildline.core.casework.CaseKind;
import dev.guildline.core.casework.CasePriority;
import dev.guildline.core.casework.CaseStatus;
import dev.guildline.core.conversation.CloseReason;
import dev.guildline.core.conversation.ConversationState;
import dev.guildline.core.conversation.ConversationStatus;
import dev.guildline.core.conversation.HandoffReason;
import dev.guildline.core.error.PortException;
import dev.guildline.core.id.AgentId;
import dev.guildline.core.id.ArticleId;
import dev.guildline.core.message.AuthorKind;
import dev.guildline.core.message.Choice;
import dev.guildline.core.message.ChoiceAction;
import dev.guildline.core.message.ChoiceStyle;
import dev.guildline.core.message.Enclosure;
import dev.guildline.core.message.EnclosureKind;
import dev.guildline.core.message.MessageBody;
import dev.guildline.core.participant.Agent;
import dev.guildline.core.relay.DeliveryState;
import dev.guildline.core.relay.Errand;
import dev.guildline.core.relay.Side;
import java.net.URI;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/**
 * The stored forms, word for word: data of earlier versions must stay readable, so an expectation here is added to, not
 * changed. A subtype without an example fails.
 */
class StoredFormsTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00.123456Z");

    private static Map<MessageBody, String> bodies() {
        Map<MessageBody, String> forms = new LinkedHashMap<>();
        forms.put(new MessageBody.Text("hi \"there\""), "{'type':'text','text':'hi \\\"there\\\"'}");
        forms.put(
                new MessageBody.ArticleCard(
                        "Lead", new ArticleId("a-1"), "Cat", "Title", "Excerpt", URI.create("https://help.example/a")),
                "{'type':'article_card','lead':'Lead','article':'a-1','category':'Cat','title':'Title',"
                        + "'excerpt':'Excerpt','url':'https://help.example/a'}");
        forms.put(
                new MessageBody.ArticleCard("Lead", new ArticleId("a-1"), "", "Title", "", null),
                "{'type':'article_card','lead':'Lead','article':'a-1','category':'','title':'Title','excerpt':''}");
        forms.put(
                new MessageBody.ArticleCard(
                        "Lead",
                        new ArticleId("a-1"),
                        "",
                        "Title",
                        "",
                        null,
                        List.of(new Choice(
                                "helped",
                                "This helped",
                                ChoiceStyle.POSITIVE,
                                new ChoiceAction.Helped(new ArticleId("a-1"))))),
                "{'type':'article_card','lead':'Lead','article':'a-1','category':'','title':'Title','excerpt':'',"
                        + "'choices':[{'key':'helped','label':'This helped','style':'positive',"
                        + "'action':{'type':'helped','article':'a-1'}}]}");
        forms.put(
                new MessageBody.ChoicePrompt(
                        "Which?",
                        List.of(new Choice("k", "Label", ChoiceStyle.PRIMARY, new ChoiceAction.TalkToPerson()))),
                "{'type':'choice_prompt','text':'Which?','choices':[{'key':'k','label':'Label','style':'primary',"
                        + "'action':{'type':'talk_to_person'}}]}");
        forms.put(
                new MessageBody.Mixed("hi", List.of(new Enclosure(EnclosureKind.STICKER, "Wave")), "hi\n[Sticker]"),
                "{'type':'mixed','words':'hi','text':'hi\\n[Sticker]',"
                        + "'enclosures':[{'kind':'sticker','text':'Wave'}]}");
        forms.put(new MessageBody.ChoiceMade("k", "Label"), "{'type':'choice_made','key':'k','label':'Label'}");
        return forms;
    }

    private static Map<ChoiceAction, String> actions() {
        Map<ChoiceAction, String> forms = new LinkedHashMap<>();
        forms.put(
                new ChoiceAction.ShowArticle(new ArticleId("a-1"), "Excerpt"),
                "{'type':'show_article','article':'a-1','excerpt':'Excerpt'}");
        forms.put(new ChoiceAction.NoneHelps(), "{'type':'none_helps'}");
        forms.put(new ChoiceAction.Helped(new ArticleId("a-1")), "{'type':'helped','article':'a-1'}");
        forms.put(new ChoiceAction.TalkToPerson(), "{'type':'talk_to_person'}");
        forms.put(new ChoiceAction.StayWithVirtualAgent(), "{'type':'stay_with_virtual_agent'}");
        forms.put(new ChoiceAction.Rate(4), "{'type':'rate','score':4}");
        forms.put(new ChoiceAction.CloseCase(), "{'type':'close_case'}");
        forms.put(new ChoiceAction.ElevateCase(), "{'type':'elevate_case'}");
        return forms;
    }

    private static Map<Errand, String> errands() {
        Map<Errand, String> forms = new LinkedHashMap<>();
        forms.put(new Errand.RelayMessage(7), "{'type':'relay_message','sequence':7}");
        forms.put(new Errand.RelayChange(7, 2), "{'type':'relay_change','sequence':7,'number':2}");
        forms.put(new Errand.TakeTurn(), "{'type':'take_turn'}");
        forms.put(
                new Errand.RequestAgent(HandoffReason.CUSTOMER_ASKED),
                "{'type':'request_agent','reason':'customer_asked'}");
        forms.put(new Errand.EndContact(CloseReason.IDLE), "{'type':'end_contact','reason':'idle'}");
        return forms;
    }

    private static Map<ConversationState, String> states() {
        Map<ConversationState, String> forms = new LinkedHashMap<>();
        forms.put(new ConversationState.WithVirtualAgent(), "{'type':'with_virtual_agent'}");
        forms.put(
                new ConversationState.WaitingForAgent(HandoffReason.CUSTOMER_CHOSE, NOON),
                "{'type':'waiting_for_agent','reason':'customer_chose','since':'2026-03-01T12:00:00.123456Z'}");
        forms.put(
                new ConversationState.WithAgent(new Agent(new AgentId("WK1"), "Ann"), NOON),
                "{'type':'with_agent','agent':'WK1','name':'Ann','since':'2026-03-01T12:00:00.123456Z'}");
        forms.put(
                new ConversationState.Closed(CloseReason.AGENT_ENDED, NOON),
                "{'type':'closed','reason':'agent_ended','at':'2026-03-01T12:00:00.123456Z'}");
        return forms;
    }

    private static <T> void assertForms(
            Class<T> sealed, Map<T, String> forms, Function<T, String> write, Function<String, T> read) {
        forms.forEach((value, form) -> {
            String json = form.replace('\'', '"');
            assertThat(write.apply(value)).isEqualTo(json);
            assertThat(read.apply(json)).isEqualTo(value);
            String withMore = json.substring(0, json.length() - 1) + ",\"addedLater\":{\"a\":[1]}}";
            assertThat(read.apply(withMore)).isEqualTo(value);
        });
        assertThat(forms.keySet())
                .extracting(Object::getClass)
                .as("every subtype of %s has an example here", sealed.getSimpleName())
                .containsAll(Arrays.asList(sealed.getPermittedSubclasses()));
        assertThatThrownBy(() -> read.apply("{\"type\":\"from_the_future\"}"))
                .isInstanceOf(PortException.Permanent.class);
        assertThatThrownBy(() -> read.apply("{\"typ")).isInstanceOf(PortException.Permanent.class);
    }

    @Test
    void every_message_body_has_a_stored_form() {
        assertForms(MessageBody.class, bodies(), BodyJson::write, BodyJson::read);
    }

    @Test
    void every_choice_action_has_a_stored_form() {
        assertForms(
                ChoiceAction.class,
                actions(),
                action -> Json.write(ActionJson.tree(action)),
                form -> ActionJson.read(Json.read(form)));
    }

    @Test
    void every_errand_has_a_stored_form() {
        assertForms(Errand.class, errands(), ErrandJson::write, ErrandJson::read);
    }

    @Test
    void every_conversation_state_has_a_stored_form() {
        assertForms(ConversationState.class, states(), StateJson::write, StateJson::read);
    }

    @Test
    void a_choice_stored_before_articles_had_an_excerpt_is_readable() {
        assertThat(ActionJson.read(Json.read("{\"type\":\"show_article\",\"article\":\"a-1\"}")))
                .isEqualTo(new ChoiceAction.ShowArticle(new ArticleId("a-1"), ""));
    }

    @Test
    void the_codes_of_constants_stay_what_they_are() {
        assertThat(codes(Codes.AUTHOR, AuthorKind.values()))
                .containsExactly("customer", "virtual_agent", "agent", "system");
        assertThat(codes(Codes.CHOICE_STYLE, ChoiceStyle.values()))
                .containsExactly("primary", "secondary", "positive", "negative");
        assertThat(codes(Codes.ENCLOSURE, EnclosureKind.values()))
                .containsExactly("quote", "sticker", "forward", "poll", "voice", "card", "file", "other");
        assertThat(codes(Codes.STATUS, ConversationStatus.values()))
                .containsExactly("with_virtual_agent", "waiting_for_agent", "with_agent", "closed");
        assertThat(codes(Codes.CLOSE_REASON, CloseReason.values()))
                .containsExactly(
                        "agent_ended", "customer_ended", "idle", "staff_ended", "not_admitted", "contact_center_ended");
        assertThat(codes(Codes.HANDOFF_REASON, HandoffReason.values()))
                .containsExactly("customer_chose", "customer_asked", "requested_by_staff");
        assertThat(codes(Codes.SIDE, Side.values())).containsExactly("customer", "contact_center", "virtual_agent");
        assertThat(codes(Codes.DELIVERY_STATE, DeliveryState.values()))
                .containsExactly("pending", "delivered", "refused", "unknown", "parked");
        assertThat(codes(Codes.CASE_KIND, CaseKind.values())).containsExactly("help", "bug", "feature");
        assertThat(codes(Codes.CASE_STATUS, CaseStatus.values())).containsExactly("open", "elevated", "closed");
        assertThat(codes(Codes.CASE_PRIORITY, CasePriority.values()))
                .containsExactly("low", "normal", "high", "urgent");
    }

    private static <E extends Enum<E>> List<String> codes(Codes<E> codes, E[] constants) {
        return Arrays.stream(constants)
                .map(constant -> {
                    String code = codes.code(constant);
                    assertThat(codes.constant(code)).isEqualTo(constant);
                    return code;
                })
                .toList();
    }

    @Test
    void a_code_from_a_later_version_is_refused_with_what_to_do() {
        assertThatThrownBy(() -> Codes.SIDE.constant("from_the_future"))
                .isInstanceOf(PortException.Permanent.class)
                .hasMessageContaining("from_the_future")
                .hasMessageContaining("run the version that wrote it");
    }

    @Test
    void what_no_database_can_keep_is_replaced() {
        assertThat(Sql.storable("a\0b")).isEqualTo("a\uFFFDb");
        assertThat(Sql.storable("a\uD83D")).isEqualTo("a\uFFFD");
        assertThat(Sql.storable("\uDC09a\uD83Db\uD83D\uDC09")).isEqualTo("\uFFFDa\uFFFDb\uD83D\uDC09");
        String fine = "plain \uD83D\uDC09";
        assertThat(Sql.storable(fine)).isSameAs(fine);
    }
}
