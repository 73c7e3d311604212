// SPDX-License-Identifier: Apache-2.0
package dev.bnn.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.bnn.data.DataSet;
import dev.bnn.model.Network;
import dev.bnn.model.WeightType;
import dev.bnn.model.recipe.Recipe;
import dev.bnn.training.figures.StepProfile;
import dev.bnn.training.request.TrainListener;
import dev.bnn.training.request.TrainRequest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProfileTest {
    @TempDir
    Path folder;

    private List<StepProfile> train(boolean wanted) throws Exception {
        Network network = Nets.image("net", 1, 6)
                .sign()
                .dense(16, WeightType.BIPOLAR)
                .batchNorm()
                .sign()
                .dense(10, WeightType.BIPOLAR)
                .build();
        DataSet data = DataSet.of("noisy", Nets.TEN, Nets.noisy(100, 1, 6, 10, 1), Nets.noisy(20, 1, 6, 10, 2));
        Recipe recipe = Nets.recipe(2, 20, 0.01, Recipe.Loss.CROSS_ENTROPY, 20);
        List<StepProfile> heard = new ArrayList<>();
        Trainer.train(new TrainRequest(network, recipe, data, folder, 1, false), new TrainListener() {
            @Override
            public boolean wantsProfile() {
                return wanted;
            }

            @Override
            public void profiled(StepProfile profile) {
                heard.add(profile);
            }
        });
        return heard;
    }

    @Test
    void everyLayerHasItsPartsAndOnlyStepsCount() throws Exception {
        assertThat(train(false)).isEmpty();
        StepProfile profile = train(true).get(0);
        assertThat(profile.steps()).isEqualTo(2 * 4);
        assertThat(profile.rows())
                .extracting(StepProfile.Row::layer)
                .containsExactly("input", "sign1", "dense1", "batchnorm1", "dense2", "loss");
        assertThat(profile.rows()).allMatch(r -> r.forward() > 0);
        for (StepProfile.Row row : profile.rows()) {
            boolean learns = row.layer().matches("(dense|batchnorm).*");
            assertThat(row.backward() > 0).as(row.layer()).isEqualTo(learns);
            if (learns) {
                assertThat(row.update()).isPositive();
            }
        }
    }

    @Test
    void theTableAddsUp() {
        StepProfile profile = new StepProfile(
                3, List.of(new StepProfile.Row("input", 1, 0, 0), new StepProfile.Row("dense1", 2, 4, 1)));
        assertThat(profile.total()).isCloseTo(8, within(1e-12));
        assertThat(profile.lines())
                .containsExactly(
                        "layer    forward  backward    update        ms    share",
                        "input      1.000     0.000     0.000     1.000   12.5 %",
                        "dense1     2.000     4.000     1.000     7.000   87.5 %",
                        "all        3.000     4.000     1.000     8.000  100.0 %");
    }

    @Test
    void aProfilerAddsWhatLiesBetweenItsCalls() {
        Profiler profiler = new Profiler();
        for (int step = 0; step < 2; step++) {
            profiler.begin();
            profiler.done("dense1", StepClock.Part.FORWARD);
            profiler.done("dense1", StepClock.Part.BACKWARD);
            profiler.end();
        }
        StepProfile profile = profiler.profile();
        assertThat(profile.steps()).isEqualTo(2);
        assertThat(profile.rows()).hasSize(1);
        assertThat(profile.rows().get(0).update()).isZero();
    }
}
