// SPDX-License-Identifier: Apache-2.0
package dev.bnn.workflow;

/** The network for the tests of training, on the generated digits; tests append train sections to it. */
public final class SmallModel {
    public static final String NETWORK = """
            network small

            input 1 x 28 x 28 uint8 scaled -1 .. 1
            classes 0 .. 9

            layers {
              conv 4 kernel 3 stride 4 weights bipolar; batchnorm; sign
              dense 10 weights bipolar
            }

            """;

    private SmallModel() {}
}
