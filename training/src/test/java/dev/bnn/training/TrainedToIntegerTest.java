// SPDX-License-Identifier: Apache-2.0
package dev.bnn.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.bnn.data.DataSet;
import dev.bnn.data.ImageSet;
import dev.bnn.model.Activation;
import dev.bnn.model.Network;
import dev.bnn.model.NetworkBuilder;
import dev.bnn.model.Padding;
import dev.bnn.model.WeightType;
import dev.bnn.model.Window;
import dev.bnn.model.recipe.Recipe;
import dev.bnn.pass.Lowered;
import dev.bnn.pass.Lowering;
import dev.bnn.pass.LoweringRequest;
import dev.bnn.training.inference.Evaluation;
import dev.bnn.training.inference.FloatModel;
import dev.bnn.training.request.TrainListener;
import dev.bnn.training.request.TrainRequest;
import dev.bnn.training.request.TrainResult;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The float model and the engine classify every image alike for a network that was really trained, then lowered. */
class TrainedToIntegerTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "0,false,TERNARY,quant 2",
        "-1,true,BIPOLAR,relu 2",
        "0,true,INT4,quant 4",
        "1,false,INT8,relu 3",
        "0,false,TERNARY,ternary",
        "1,true,BIPOLAR,ternary"
    })
    void withSeveralBitsToo(int padValue, boolean poolFirst, WeightType weights, String levels) throws Exception {
        NetworkBuilder b = Nets.image("net", 2, 8).conv(8, 3, 1, new Padding(1, padValue), weights);
        Activation activation = Nets.activation(levels);
        b = poolFirst
                ? b.maxPool(2, 2).batchNorm().quantize(activation)
                : b.batchNorm().quantize(activation).maxPool(2, 2);
        b = b.conv(8, 3, 1, new Padding(1, padValue), weights).batchNorm().quantize(activation);
        check(b.flatten().dense(10, weights).build());
    }

    @ParameterizedTest
    @CsvSource({"0,false", "-1,true", "1,false"})
    void classifiesAsTheFloatModelDoes(int padValue, boolean poolFirst) throws Exception {
        NetworkBuilder b = Nets.image("net", 2, 8).conv(8, 3, 1, new Padding(1, padValue), WeightType.BIPOLAR);
        b = poolFirst
                ? b.maxPool(2, 2).batchNorm().sign()
                : b.batchNorm().sign().maxPool(2, 2);
        b = b.conv(8, 3, 1, new Padding(1, padValue), WeightType.BIPOLAR)
                .batchNorm()
                .sign();
        check(b.flatten().dense(10, WeightType.BIPOLAR).build());
    }

    @ParameterizedTest
    @CsvSource({"sign,3,2", "quant 2,2,1", "relu 3,2,2", "ternary,2,2"})
    void withAveragePools(String levels, int size, int stride) throws Exception {
        Activation activation = Nets.activation(levels);
        check(Nets.image("net", 2, 8)
                .conv(8, 3, 1, Padding.NONE, WeightType.BIPOLAR)
                .batchNorm()
                .quantize(activation)
                .avgPool(size, stride)
                .batchNorm()
                .quantize(activation)
                .conv(8, 2, 1, Padding.NONE, WeightType.BIPOLAR)
                .batchNorm()
                .sign()
                .avgPool(1, 1)
                .batchNorm()
                .sign()
                .dense(10, WeightType.BIPOLAR)
                .build());
    }

    @ParameterizedTest
    @CsvSource({
        "0,BIPOLAR,sign,1",
        "-1,TERNARY,quant 2,2",
        "1,BIPOLAR,relu 2,1",
        "0,INT4,quant 2,1",
        "0,BIPOLAR,ternary,1"
    })
    void withDepthwiseLayers(int padValue, WeightType weights, String levels, int stride) throws Exception {
        Activation activation = Nets.activation(levels);
        check(Nets.image("net", 2, 8)
                .depthwise(3, 1, new Padding(1, padValue), weights)
                .batchNorm()
                .quantize(activation)
                .conv(8, 1, 1, Padding.NONE, weights)
                .batchNorm()
                .quantize(activation)
                .depthwise(3, stride, new Padding(1, padValue), weights)
                .batchNorm()
                .sign()
                .conv(12, Window.square(3, 1), new Padding(1, padValue), 4, weights)
                .batchNorm()
                .sign()
                .dense(10, WeightType.BIPOLAR)
                .build());
    }

    private void check(Network network) throws Exception {
        ImageSet test = Nets.noisy(60, 2, 8, 10, 2);
        DataSet data = DataSet.of("noisy", Nets.TEN, Nets.noisy(320, 2, 8, 10, 1), test);
        Recipe recipe = Nets.recipe(2, 32, 0.01, Recipe.Loss.SQUARED_HINGE, 32);
        TrainResult trained =
                Trainer.train(new TrainRequest(network, recipe, data, folder, 1, false), TrainListener.SILENT);
        try (FloatModel model = new FloatModel(network, trained.parameters())) {
            List<byte[]> goldens = IntStream.range(0, 20).mapToObj(test::image).toList();
            Lowered lowered = Lowering.lower(
                    new LoweringRequest(network, trained.parameters(), Optional.of(model), goldens, Optional.empty()));
            for (int i = 0; i < test.count(); i++) {
                double[] scores = model.scores(test.image(i));
                assertThat(lowered.model().classify(test.image(i)))
                        .as("image " + i)
                        .isEqualTo(Evaluation.argmax(scores, 0, scores.length));
                assertThat(lowered.model().probabilities(test.image(i)))
                        .as("image " + i)
                        .containsExactly(model.probabilities(test.image(i)), within(1e-9));
            }
        }
    }
}
