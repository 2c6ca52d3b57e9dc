package dev.guildline.adapter.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HtmlTextTest {
    @Test
    void paragraphs_lists_and_links_stay_what_they_are() {
        assertThat(HtmlText.toMarkdown("""
                        <h2>Reset</h2><p>Choose <strong>Forgot&nbsp;password?</strong>, then
                        <a href="https://example.com/a_(b)">read on</a>.<br>Or call us.</p>
                        <ol><li>Open the <em>link</em></li><li><p>Pick one:</p><ul><li>new</li><li>old</li></ul></li></ol>
                        <table><tr><th>Plan</th><th>Price</th></tr><tr><td>A|B</td><td>1</td></tr></table>""")).isEqualTo("""
                        ## Reset

                        Choose **Forgot password?**, then [read on](https://example.com/a_%28b%29).\\
                        Or call us.

                        1. Open the *link*
                        2. Pick one:
                           - new
                           - old

                        | Plan | Price |
                        | --- | --- |
                        | A\\|B | 1 |""");
    }

    @Test
    void what_would_run_or_be_read_as_a_mark_does_neither() {
        assertThat(HtmlText.toMarkdown("<script>alert(1)</script><p onclick='x()'>5 * 3 [x] &lt;b&gt;</p>"
                        + "<a href='javascript:x()'>go</a><p># no heading</p><p>1. no list</p>"))
                .isEqualTo("5 \\* 3 \\[x\\] \\<b\\>\n\ngo\n\n\\# no heading\n\n\\1. no list");
    }

    @Test
    void read_aloud_it_says_what_the_page_said() {
        assertThat(ReadableText.of(HtmlText.toMarkdown("<p>a_b 2*3</p><ul><li>one</li><li>two</li></ul>")))
                .isEqualTo("a_b 2*3\n• one\n• two");
    }
}
