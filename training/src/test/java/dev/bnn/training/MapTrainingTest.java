// SPDX-License-Identifier: Apache-2.0
package dev.bnn.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.bnn.data.DataRequest;
import dev.bnn.data.DataSet;
import dev.bnn.data.DataSets;
import dev.bnn.data.ImageSet;
import dev.bnn.data.Progress;
import dev.bnn.model.Network;
import dev.bnn.model.NetworkBuilder;
import dev.bnn.model.Padding;
import dev.bnn.model.ValueSet;
import dev.bnn.model.WeightType;
import dev.bnn.model.recipe.Recipe;
import dev.bnn.training.inference.Evaluation;
import dev.bnn.training.inference.FloatModel;
import dev.bnn.training.request.TrainListener;
import dev.bnn.training.request.TrainRequest;
import dev.bnn.training.request.TrainResult;
import dev.bnn.training.request.TrainingException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Networks that output a class at each position learn from labels of pixels. */
class MapTrainingTest {
    private static final List<String> CLASSES = List.of("ground", "disc", "square", "cross");

    @TempDir
    Path folder;

    private static DataSet shapes() throws Exception {
        return DataSets.load(
                new DataRequest("shapes:300", Path.of("."), Path.of("."), true, 1, 24, 24, 1, Progress.NONE));
    }

    /** @param stride stride of the first convolution; with 2, a position stands for 4 pixels */
    private static Network network(int stride) {
        return NetworkBuilder.named("shapes")
                .input(1, 24, 24, ValueSet.ScaledBytes.range("-1", "1"))
                .classes(CLASSES)
                .conv(16, 5, stride, new Padding(2, 0), WeightType.BIPOLAR)
                .batchNorm()
                .sign()
                .conv(16, 3, 1, new Padding(1, -1), WeightType.BIPOLAR)
                .batchNorm()
                .sign()
                .conv(4, 1, 1, Padding.NONE, WeightType.BIPOLAR)
                .build();
    }

    private TrainRequest request(Network network, DataSet data) {
        Recipe recipe = Nets.recipe(6, 20, 0.01, Recipe.Loss.CROSS_ENTROPY, 40);
        return new TrainRequest(
                network, Nets.recipe(recipe, new Recipe.Augment(1, true, 0, 0)), data, folder.resolve("out"), 1, false);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void learnsAMapAndScoresItsPositions(int stride) throws Exception {
        DataSet data = shapes();
        Network network = network(stride);
        TrainResult result = Trainer.train(request(network, data), TrainListener.SILENT);
        int positions = 24 / stride * (24 / stride);
        assertThat(result.test().images()).isEqualTo(60 * positions);
        // Predicting only ground would have a mean IoU of less than 0.2.
        assertThat(result.test().meanIou()).isGreaterThan(0.25);
        assertThat(result.test().worst()).isEmpty();
        assertThat(result.test().worstMaps())
                .hasSize(8)
                .isSortedAccordingTo((a, b) -> Double.compare(b.wrong(), a.wrong()));
        try (FloatModel model = new FloatModel(network, result.parameters())) {
            Evaluation again = model.evaluate(data.test());
            assertThat(again.top1()).isEqualTo(result.test().top1());
            double[] p = model.probabilities(data.test().image(0));
            assertThat(p).hasSize(4 * positions);
            assertThat(p[0] + p[1] + p[2] + p[3]).isEqualTo(1, within(1e-9));
        }
    }

    @Test
    void iouIsOfClassesThatOccurOrAreGiven() {
        Evaluation evaluation = new Evaluation(0, 0, new int[][] {{6, 2, 0}, {1, 3, 0}, {0, 0, 0}}, List.of());
        assertThat(evaluation.iou()).containsExactly(6 / 9.0, 3 / 6.0, Double.NaN);
        assertThat(evaluation.meanIou()).isEqualTo((6 / 9.0 + 0.5) / 2, within(1e-12));
    }

    @Test
    void imagesOfWhichNoPositionHasAClassAreRefused() throws Exception {
        DataSet shapes = shapes();
        int[] none = new int[4];
        Arrays.fill(none, ImageSet.IGNORED);
        ImageSet train = shapes.train();
        ImageSet test = shapes.test();
        String advice =
                " images of data set shapes has a class: number the classes in their masks from 0 on; 255 is none";
        assertThatThrownBy(() -> Trainer.train(
                        request(network(1), DataSet.of("shapes", CLASSES, train.relabelled(none), test)),
                        TrainListener.SILENT))
                .isInstanceOf(TrainingException.class)
                .hasMessage("no position of the training" + advice);
        assertThatThrownBy(() -> Trainer.train(
                        request(network(1), DataSet.of("shapes", CLASSES, train, test.relabelled(none))),
                        TrainListener.SILENT))
                .isInstanceOf(TrainingException.class)
                .hasMessage("no position of the test" + advice);
    }

    @Test
    void labelsOfTheOtherKindAreRefused() throws Exception {
        DataSet shapes = shapes();
        Network oneClass = NetworkBuilder.named("one")
                .input(1, 24, 24, ValueSet.ScaledBytes.range("-1", "1"))
                .classes(CLASSES)
                .dense(4, WeightType.BIPOLAR)
                .build();
        assertThatThrownBy(() -> Trainer.train(request(oneClass, shapes), TrainListener.SILENT))
                .isInstanceOf(TrainingException.class)
                .hasMessage("data set shapes has a label for each pixel, but network one gives one class per image;"
                        + " write `output map` after its classes");
        DataSet images = DataSet.of("images", CLASSES, Nets.noisy(100, 1, 24, 4, 1), Nets.noisy(20, 1, 24, 4, 2));
        assertThatThrownBy(() -> Trainer.train(request(network(1), images), TrainListener.SILENT))
                .isInstanceOf(TrainingException.class)
                .hasMessage("data set images has one label per image, but network shapes gives a map of classes;"
                        + " name data with masks, or leave `output map` out");
    }
}
