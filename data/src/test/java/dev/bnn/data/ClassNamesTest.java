// SPDX-License-Identifier: Apache-2.0
package dev.bnn.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ClassNamesTest {
    private static Map<String, Integer> indices(ClassNames classes, String... found) throws DataException {
        return classes.require("set", List.of(found), true).indices();
    }

    @Test
    void namesDecideAndNotTheOrder() throws Exception {
        assertThat(indices(ClassNames.of(List.of("star", "circle", "triangle")), "circle", "star", "triangle"))
                .containsOnly(Map.entry("star", 0), Map.entry("circle", 1), Map.entry("triangle", 2));
        assertThat(indices(ClassNames.of(List.of("0", "1", "2", "10", "11")), "0", "1", "10", "11", "2"))
                .containsOnly(
                        Map.entry("0", 0),
                        Map.entry("1", 1),
                        Map.entry("2", 2),
                        Map.entry("10", 3),
                        Map.entry("11", 4));
    }

    @Test
    void caseSeparatorsLeadingZerosAndFormsOfLettersDoNotMatter() throws Exception {
        ClassNames classes = ClassNames.of(List.of("guinea pig", "Cat", "7", "k\u00e4tze", "T-Shirt"));

        assertThat(indices(classes, "Guinea__Pig", "CAT ", "007", "ka\u0308tze", "t shirt")
                        .values())
                .containsExactly(0, 1, 2, 3, 4);
        assertThat(classes.match(List.of("Guinea__Pig", "Cat")).similar()).containsExactly("Guinea__Pig");
    }

    @Test
    void aNameThatMayBeTwoIsNone() throws Exception {
        ClassNames classes = ClassNames.of(List.of("cat", "dog"));
        assertThat(classes.match(List.of("Cat", "CAT", "dog")).strangers()).containsExactly("Cat", "CAT");
        assertThat(classes.match(List.of("cat", "Cat", "dog")).strangers()).containsExactly("Cat");
        assertThat(ClassNames.of(List.of("a_b", "a b"))
                        .match(List.of("A-B", "x"))
                        .strangers())
                .containsExactly("A-B", "x");
        assertThat(ClassNames.of(List.of("-1", "1")).match(List.of("1", "2")).indices())
                .containsOnly(Map.entry("1", 1));
    }

    @Test
    void pairsGoBeforeNames() throws Exception {
        assertThat(indices(new ClassNames(List.of("star", "circle"), List.of("stern", "kreis")), "kreis", "stern"))
                .containsOnly(Map.entry("stern", 0), Map.entry("kreis", 1));
        assertThat(indices(new ClassNames(List.of("a", "b"), List.of("b", "a")), "a", "b"))
                .containsOnly(Map.entry("a", 1), Map.entry("b", 0));
    }

    @Test
    void otherNamesAreListedWithHowToPairThem() {
        ClassNames classes = ClassNames.of(List.of("star", "circle", "guinea pig"));
        assertThatThrownBy(() -> classes.require("set", List.of("dreieck", "kreis", "stern"), true))
                .hasMessage("set has classes dreieck, kreis, stern; the network has star, circle, guinea pig\n"
                        + "  Rename one side, or map the class in the model: write `star = NAME` in"
                        + " `classes`, with the data's name on the right.");
        assertThatThrownBy(() -> classes.require("set", List.of("circle", "star", "cavia"), true))
                .hasMessageContaining("; not in the network: cavia; without images: guinea pig")
                .hasMessageContaining("write `\"guinea pig\" = cavia` in `classes`");
    }

    @Test
    void moreAndFewerNamesThanClassesAreListed() {
        ClassNames classes = ClassNames.of(List.of("a", "b"));
        assertThatThrownBy(() -> classes.require("set", List.of("a", "b", "c"), true))
                .hasMessageContaining("set has classes a, b, c; the network has a, b; not in the network: c");
        assertThatThrownBy(() -> classes.require("set", List.of("a"), true))
                .hasMessageContaining("set has classes a; the network has a, b; without images: b");
        assertThatThrownBy(() ->
                        new ClassNames(List.of("a", "b"), List.of("x", "y")).require("set", List.of("a", "b"), true))
                .hasMessageContaining("the network has a (in the data: x), b (in the data: y)");
    }

    @Test
    void longListsAreCut() {
        List<String> many =
                java.util.stream.IntStream.range(0, 1000).mapToObj(i -> "c" + i).toList();
        assertThatThrownBy(() -> ClassNames.of(many).require("set", List.of("x", "y"), true))
                .hasMessageContaining("c19 and 980 more");
    }
}
