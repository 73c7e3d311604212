// SPDX-License-Identifier: Apache-2.0
package dev.bnn.cluster;

import dev.bnn.check.Frontend;
import dev.bnn.data.DataRequest;
import dev.bnn.data.DataSet;
import dev.bnn.data.DataSets;
import dev.bnn.data.Progress;
import dev.bnn.model.Network;
import dev.bnn.source.SourceFile;
import java.nio.file.Path;

/** A small network that trains in a moment. */
public final class TestModel {
    public static final String TEXT = """
            network tiny "A small one"
            input 1 x 28 x 28 uint8 scaled -1 .. 1
            classes 0 .. 9
            layers {
              conv 8 kernel 3 weights bipolar  batchnorm  sign  maxpool 4
              dense 10 weights bipolar
            }
            train { data "digits:400"  epochs 2  batch 20  rate 0.01  validation 80 }
            """;

    public static final SourceFile SOURCE = new SourceFile("tiny.bnn", TEXT);

    private TestModel() {}

    public static Network network() {
        return Frontend.load(SOURCE).network().orElseThrow();
    }

    public static DataSet data() throws Exception {
        Path here = Path.of(".");
        return DataSets.load(new DataRequest("digits:400", here, here, true, 1, 28, 28, 1, Progress.NONE));
    }
}
