// SPDX-License-Identifier: Apache-2.0
package dev.bnn.benchmarks.engine;

import ai.onnxruntime.OrtSession;
import dev.bnn.check.Frontend;
import dev.bnn.data.DataRequest;
import dev.bnn.data.DataSets;
import dev.bnn.data.ImageSet;
import dev.bnn.data.Progress;
import dev.bnn.model.Network;
import dev.bnn.model.Parameters;
import dev.bnn.model.Shape;
import dev.bnn.npz.PackedParameters;
import dev.bnn.pass.Lowering;
import dev.bnn.pass.LoweringRequest;
import dev.bnn.runtime.BnnModel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Counts test images for which the engine and onnxruntime compute the same scores, for trained networks with their packed
 * parameters beside them. Arguments: the folder of a data set, then the .bnn files.
 */
public final class OnnxAgreement {
    private static final int BATCH = 100;

    private OnnxAgreement() {}

    public static void main(String[] args) throws Exception {
        System.out.println("| network | test images | same scores | same class | right |");
        System.out.println("|---|---|---|---|---|");
        for (String file : Arrays.asList(args).subList(1, args.length)) {
            compare(args[0], Path.of(file));
        }
    }

    private static void compare(String data, Path file) throws Exception {
        Network network = Frontend.load(file).network().orElseThrow();
        Path packed = Path.of(file.toString().replaceAll("\\.bnn$", ".pretrained.npz"));
        Parameters parameters = PackedParameters.read(packed, network);
        BnnModel model = Lowering.lower(
                        new LoweringRequest(network, parameters, Optional.empty(), List.of(), Optional.empty()))
                .model();
        Shape shape = network.input().shape();
        Path here = Path.of("");
        ImageSet test = DataSets.load(new DataRequest(
                        data, here, here, true, shape.channels(), shape.height(), shape.width(), 1, Progress.NONE))
                .test();
        int scores = 0;
        int classes = 0;
        int right = 0;
        try (OrtSession session = Onnx.session(network, parameters, 1)) {
            for (int from = 0; from < test.count(); from += BATCH) {
                List<byte[]> images = new ArrayList<>();
                for (int i = from; i < Math.min(test.count(), from + BATCH); i++) {
                    images.add(test.image(i));
                }
                long[][] theirs = Onnx.run(session, network, images);
                for (int i = 0; i < images.size(); i++) {
                    long[] ours = model.scores(images.get(i));
                    scores += Arrays.equals(ours, theirs[i]) ? 1 : 0;
                    classes += best(ours) == best(theirs[i]) ? 1 : 0;
                    right += best(ours) == test.label(from + i) ? 1 : 0;
                }
            }
        }
        System.out.printf(
                Locale.ROOT, "| %s | %,d | %,d | %,d | %,d |%n", network.name(), test.count(), scores, classes, right);
    }

    private static int best(long[] scores) {
        int best = 0;
        for (int c = 1; c < scores.length; c++) {
            best = scores[c] > scores[best] ? c : best;
        }
        return best;
    }
}
