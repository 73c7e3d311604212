// SPDX-License-Identifier: Apache-2.0
package dev.bnn.lsp;

/** Texts for the tests. */
final class Models {
    /** A model without findings. */
    static final String TINY = """
            network tiny
            input 1 x 28 x 28 uint8 scaled -1 .. 1
            classes 0 .. 9
            layers {
              conv 8 kernel 3 weights bipolar; batchnorm; sign
              dense 10 weights bipolar
            }
            train { data digits epochs 1 }
            target pynq-z1 { clock 100 MHz fps 1000 }
            """;

    private Models() {}
}
