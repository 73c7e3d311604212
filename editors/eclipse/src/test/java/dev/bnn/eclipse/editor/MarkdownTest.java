// SPDX-License-Identifier: Apache-2.0
package dev.bnn.eclipse.editor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MarkdownTest {
    @Test
    void marksGoAndRowsSayTheirHeadings() {
        String text = new Markdown("""
                **conv1**: `16 x 26 x 26`

                - sums: 12 bits

                | unit | PE | LUT |
                |---|---|---|
                | conv1_mvtu | 4 | 1,200 |
                | conv1_window | | 90 |

                Estimates.
                """).html();
        assertThat(text).isEqualTo("""
                <b>conv1</b>: 16 x 26 x 26

                - sums: 12 bits

                conv1_mvtu: PE 4, LUT 1,200
                conv1_window: LUT 90

                Estimates.""".replace("\n", "<br>"));
    }

    @Test
    void escapedMarksAreText() {
        assertThat(new Markdown("a \\* b \\| c \\_ < & >").html()).isEqualTo("a * b | c _ &lt; &amp; &gt;");
    }
}
