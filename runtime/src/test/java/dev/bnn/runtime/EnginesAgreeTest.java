package dev.bnn.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EnginesAgreeTest {
    private static final int MODELS = 600;

    @Test
    void everyStageOfEveryEngineGivesTheSameValues() {
        for (long seed = 0; seed < MODELS; seed++) {
            BnnModel model = RandomModels.model(seed);
            Engine plain = new PlainEngine(model);
            for (Engine engine : List.of(new PackedEngine(model), new VectorEngine(model))) {
                // Two images, since buffers are used again.
                for (int i = 0; i < 2; i++) {
                    byte[] image = RandomModels.image(seed + i, model);
                    Map<String, long[]> wanted = plain.trace(image);
                    Map<String, long[]> got = engine.trace(image);
                    assertThat(got.keySet()).containsExactlyElementsOf(wanted.keySet());
                    String where = "seed " + seed + ", " + engine.getClass().getSimpleName() + ", ";
                    wanted.forEach((stage, values) ->
                            assertThat(got.get(stage)).as(where + stage).isEqualTo(values));
                    assertThat(engine.scores(image)).as(where + "scores").isEqualTo(plain.scores(image));
                }
            }
        }
    }

    @Test
    void imagesTogetherGiveWhatEachGivesAlone() {
        for (long seed = 0; seed < MODELS; seed++) {
            BnnModel model = RandomModels.model(seed);
            Engine plain = new PlainEngine(model);
            // Batches of one and of several, and now and then more than go through a network together.
            List<byte[]> images = new ArrayList<>();
            for (int i = seed % 40 == 0 ? 2 * VectorEngine.TOGETHER + 1 : 1 + (int) seed % 5; i > 0; i--) {
                images.add(RandomModels.image(seed + i, model));
            }
            List<long[]> wanted = images.stream().map(plain::scores).toList();
            for (Engine engine : List.of(plain, new PackedEngine(model), new VectorEngine(model))) {
                String where = "seed " + seed + ", " + engine.getClass().getSimpleName();
                assertThat(engine.scores(images).toArray(new long[0][]))
                        .as(where)
                        .isDeepEqualTo(wanted.toArray(new long[0][]));
                // Fewer than before, since buffers are used again.
                List<byte[]> first = images.subList(0, 1);
                assertThat(engine.scores(first).get(0)).as(where).isEqualTo(wanted.get(0));
            }
            assertThat(new VectorEngine(model).scores(List.of())).isEmpty();
        }
    }

    @Test
    void anImageOfAnotherSizeIsRefused() {
        BnnModel model = RandomModels.model(1);
        int size = model.inputSize();
        for (Engine engine : List.of(new PlainEngine(model), new PackedEngine(model), new VectorEngine(model))) {
            assertThatThrownBy(() -> engine.scores(new byte[size + 1]))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("random takes images of " + size + " bytes (" + model.input() + "), not " + (size + 1));
        }
    }

    @Test
    void anUnknownEngineIsNamed() {
        BnnModel model = RandomModels.model(1);
        System.setProperty("bnn.engine", "fast");
        try {
            assertThatThrownBy(() -> Engines.of(model))
                    .hasMessage("bnn.engine is fast; it can be vector, packed or plain");
            System.setProperty("bnn.engine", "plain");
            assertThat(Engines.of(model)).isInstanceOf(PlainEngine.class);
        } finally {
            System.clearProperty("bnn.engine");
        }
    }
}
