package dev.guildline.sandbox.twilio.studio;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TemplateTest {
    private JsonNode context;

    @BeforeEach
    void read() throws Exception {
        context = new ObjectMapper().readTree("""
                        {"trigger":{"conversation":{"Body":"Say \\"Hi\\"","Empty":"",
                          "ChannelAttributes":{"discordUserId":"80","flag":false,"list":["a","b"]}}},
                         "widgets":{"ask":{"parsed":{"count":3,"key with blank":"x"}}}}
                        """);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '`', textBlock = """
                    plain ~ plain
                    {{trigger.conversation.ChannelAttributes.discordUserId}} ~ 80
                    <{{ widgets.ask.parsed.count }}> ~ <3>
                    <{{trigger.conversation.nothing.at.all}}> ~ <>
                    {{trigger.conversation.ChannelAttributes.list[1]}} ~ b
                    {{trigger.conversation.ChannelAttributes.list.size}} ~ 2
                    {{widgets.ask.parsed['key with blank']}} ~ x
                    {{trigger.conversation.ChannelAttributes.list}} ~ ["a","b"]
                    {{trigger.conversation.Body | to_json}} ~ "Say \\"Hi\\""
                    {{trigger.conversation.nothing | to_json}} ~ null
                    {{trigger.conversation.Body | downcase}} ~ say "hi"
                    {{trigger.conversation.Body | upcase | remove: 'SAY '}} ~ "HI"
                    {{trigger.conversation.Empty | default: 'none }} here'}} ~ none }} here
                    {{trigger.conversation.nothing | default: trigger.conversation.Body}} ~ Say "Hi"
                    {{trigger.conversation.ChannelAttributes.flag | default: 'was false'}} ~ was false
                    {{trigger.conversation.Body | replace: 'Say', 'Sing'}} ~ Sing "Hi"
                    {{trigger.conversation.Body | url_encode}} ~ Say+%22Hi%22
                    {{trigger.conversation.Body | truncate: 5}} ~ Sa...
                    {{trigger.conversation.Body | size}} ~ 8
                    {{trigger.conversation.Body | no_such_filter}} ~ Say "Hi"
                    {{ never closed ~ {{ never closed
                    """)
    void renders(String template, String expected) {
        assertThat(Template.render(template, context)).isEqualTo(expected);
    }

    @Test
    void a_value_is_not_rendered_again() throws Exception {
        JsonNode hostile = new ObjectMapper().readTree("{\"said\":\"{{secret}}\",\"secret\":\"x\"}");

        assertThat(Template.render("{{said}}", hostile)).isEqualTo("{{secret}}");
    }
}
