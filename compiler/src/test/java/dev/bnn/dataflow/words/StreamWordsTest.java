// SPDX-License-Identifier: Apache-2.0
package dev.bnn.dataflow.words;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bnn.emit.Design;
import dev.bnn.testing.Designs;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The units of random designs give the golden model's answers. This needs no tool and takes milliseconds per design, so it covers many
 * more of them than the simulations of the generated code.
 */
class StreamWordsTest {
    /** How many random networks; the slow suite raises it. */
    private static final long DESIGNS = Long.getLong("bnn.designs", 20) * 20;

    private static final long FEW = 12;

    private static Stream<Designs.Made> designs() {
        return Stream.concat(
                LongStream.range(0, DESIGNS).mapToObj(Designs::random),
                LongStream.range(0, FEW)
                        .boxed()
                        .flatMap(seed -> Stream.of(
                                Designs.depthwise(seed, Designs.TARGET),
                                Designs.grouped(seed, Designs.TARGET),
                                Designs.manyLevels(seed, Designs.TARGET),
                                Designs.ternarySums(seed, Designs.TARGET),
                                Designs.labelled(seed),
                                Designs.loadable(seed),
                                Designs.map(seed, Designs.TARGET))));
    }

    @ParameterizedTest
    @MethodSource("designs")
    void unitsGiveTheGoldenAnswers(Designs.Made made) {
        Design design = made.design();
        for (int i = 0; i < design.images().size(); i++) {
            assertThat(StreamWords.answer(design.flow(), design.images().get(i)))
                    .as("image %d of %s", i, made.random().network().layers())
                    .isEqualTo(design.answers().get(i));
        }
    }
}
