// SPDX-License-Identifier: Apache-2.0
package dev.bnn.eclipse.editor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SnippetTest {
    @Test
    void placesAreWhereTheirMarksWere() {
        Snippet snippet = Snippet.of("conv ${1:16} kernel ${2:3}$0");
        assertThat(snippet.text()).isEqualTo("conv 16 kernel 3");
        assertThat(snippet.places())
                .containsExactly(new Snippet.Place(1, 5, 2), new Snippet.Place(2, 15, 1), new Snippet.Place(0, 16, 0));
    }

    @Test
    void theLastPlaceIsTheEndWhereverItStands() {
        assertThat(Snippet.of("a { $0 } ${1}").places())
                .extracting(Snippet.Place::number)
                .containsExactly(1, 0);
    }

    @Test
    void textWithoutMarksStays() {
        Snippet snippet = Snippet.of("dense 10 { \\$ \\} }");
        assertThat(snippet.text()).isEqualTo("dense 10 { $ } }");
        assertThat(snippet.places()).isEmpty();
    }
}
