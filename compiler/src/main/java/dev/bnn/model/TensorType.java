// SPDX-License-Identifier: Apache-2.0
package dev.bnn.model;

/** What flows along an edge of the network: a shape and the values that can occur. */
public record TensorType(Shape shape, ValueSet values) {
    @Override
    public String toString() {
        return shape + " " + values;
    }
}
