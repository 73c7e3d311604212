// SPDX-License-Identifier: Apache-2.0
package dev.bnn.ir;

/** What passes and properties need to know about an operation without knowing which one it is. */
public enum Trait {
    /** Does nothing in inference. */
    IDENTITY
}
