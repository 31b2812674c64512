"""Rewrites PP-OCRv4's two nets so that OpenCV 4.6 can run them.

The function that the nets compute does not change: constants are folded (in exact sums, so that the bytes are the same on every machine), nothing is
quantised or dropped. packaging/setup/ocr_models.py calls this and compares the results with packaging/setup/models.sha256; tests/unit/recognition/documents/test_nets.cpp compares the
nets' answers, through OpenCV, with those of ONNX Runtime on the files as shipped.

Why each step is needed:
  - OpenCV 4.6 reads no Clip whose limits are inputs (det), no Shape of an input with unknown width (rec), no Mul of [1,T,C] by [C], no ReduceMean over
    the last axis of unknown length, no Squeeze of it. They become HardSwish, fixed reshapes with one -1, weights, and MatMul.
  - It runs Mul and Add by a constant and the four parts of HardSwish as passes over memory of their own; they are folded into the convolutions.
Only Debian's python3-onnx and python3-numpy are used.
"""

import math

import numpy as np
from onnx import helper

from ocr_graph import Graph


def f32(value):
    return np.asarray(value, dtype=np.float64).astype(np.float32)


def weighted_sums(rows, weights):
    """For each row the exact sum of row × weights, rounded once: the order of the additions cannot matter."""
    return [math.fsum((row.astype(np.float64) * weights).tolist()) for row in rows]


def attribute(node, name, default):
    return next((helper.get_attribute_value(entry) for entry in node.attribute if entry.name == name), default)


def is_value(array, value):
    return array is not None and array.size == 1 and abs(float(array.reshape(-1)[0]) - value) < 1e-12


def outputs_of(graph, node):
    transposed = node.op_type == "ConvTranspose"
    weight = graph.constants[node.input[1]]
    return weight.shape[1] if transposed else weight.shape[0]


def scale_outputs(graph, node, scale, shift):
    """Makes a (transposed) convolution give scale × result + shift, per channel."""
    transposed = node.op_type == "ConvTranspose"
    weight = graph.constants[node.input[1]].astype(np.float64)
    count = outputs_of(graph, node)
    scale = np.broadcast_to(np.asarray(scale, dtype=np.float64).reshape(-1), (count,))
    shift = np.broadcast_to(np.asarray(shift, dtype=np.float64).reshape(-1), (count,))
    bias = graph.constants[node.input[2]].astype(np.float64) if len(node.input) > 2 else np.zeros(count)
    weight = weight * (scale.reshape(1, -1, 1, 1) if transposed else scale.reshape(-1, 1, 1, 1))
    inputs = [node.input[0], graph.store(node.output[0] + "_w", f32(weight)), graph.store(node.output[0] + "_b", f32(bias * scale + shift))]
    del node.input[:]
    node.input.extend(inputs)


def fold_after_convolutions(graph):
    """Batch normalisation and Mul or Add by a constant move into the convolution before them."""
    changed = True
    while changed:
        changed = False
        for node in list(graph.nodes):
            if node.op_type not in ("Conv", "ConvTranspose"):
                continue
            users = graph.consumers(node.output[0])
            if len(users) != 1:
                continue
            user = users[0]
            if user.op_type == "BatchNormalization":
                gamma, beta, mean, variance = (graph.constants[name].astype(np.float64) for name in user.input[1:5])
                factor = gamma / np.sqrt(variance + attribute(user, "epsilon", 1e-5))
                scale_outputs(graph, node, factor, beta - mean * factor)
            elif user.op_type in ("Mul", "Add"):
                value, _ = graph.constant(user)
                if value is None or value.size not in (1, outputs_of(graph, node)):
                    continue
                if value.size > 1 and value.reshape(-1).shape[0] != value.shape[min(1, value.ndim - 1)]:
                    continue
                scale_outputs(graph, node, value if user.op_type == "Mul" else 1.0, value if user.op_type == "Add" else 0.0)
            else:
                continue
            graph.drop(user)
            graph.rename(user.output[0], node.output[0])
            changed = True


def join_hard_swish(graph):
    """x · clip(x + 3, 0, 6) / 6, as four nodes, is one."""
    for node in list(graph.nodes):
        if node.op_type != "Clip":
            continue
        add = graph.producer(node.input[0])
        mul = graph.only_consumer(node.output[0], "Mul")
        div = graph.only_consumer(mul.output[0], "Div") if mul is not None else None
        limits = [float(graph.constants[name].reshape(-1)[0]) for name in node.input[1:]] or [attribute(node, "min", None), attribute(node, "max", None)]
        value, x = graph.constant(add) if add is not None and add.op_type == "Add" else (None, None)
        if div is None or limits != [0.0, 6.0] or not is_value(value, 3.0) or x not in mul.input or not is_value(graph.constants.get(div.input[1]), 6.0):
            raise SystemExit("ocr_models: a Clip is not part of a HardSwish; the model is not the one this was written for")
        at = graph.nodes.index(add)
        graph.drop(add, node, mul, div)
        graph.add(at, "HardSwish", [x], div.output[0])


def spread_scale(graph):
    """s · hardswish(x) + b before convolutions: s goes into their weights, and b into their bias where nothing is padded. Before the others b / s is added."""
    for node in list(graph.nodes):
        if node.op_type != "HardSwish":
            continue
        mul = graph.only_consumer(node.output[0], "Mul")
        add = graph.only_consumer(mul.output[0], "Add") if mul is not None else None
        if add is None:
            continue
        scale, _ = graph.constant(mul)
        shift, _ = graph.constant(add)
        users = graph.consumers(add.output[0])
        if scale is None or shift is None or scale.size != 1 or shift.size != 1 or any(user.op_type != "Conv" for user in users):
            continue
        scale, shift = float(scale.reshape(-1)[0]), float(shift.reshape(-1)[0])
        at = graph.nodes.index(add)
        graph.drop(mul, add)
        shifted = None
        for user in users:
            weight = graph.constants[user.input[1]].astype(np.float64)
            count = weight.shape[0]
            bias = graph.constants[user.input[2]].astype(np.float64) if len(user.input) > 2 else np.zeros(count)
            padded = any(attribute(user, "pads", [0]))
            source = node.output[0]
            if padded:
                if shifted is None:
                    shifted = add.output[0]
                    graph.add(at - 1, "Add", [node.output[0], graph.store(shifted + "_s", f32([shift / scale]))], shifted)
                source = shifted
            else:
                bias = bias + np.array(weighted_sums(list(weight.reshape(count, -1)), np.full(weight[0].size, shift)))
            inputs = [source, graph.store(user.output[0] + "_w", f32(weight * scale)), graph.store(user.output[0] + "_b", f32(bias))]
            del user.input[:]
            user.input.extend(inputs)


def join_attention_gates(graph):
    """x + x · gate becomes x · (1 + gate), where the gate is one number per channel: one pass over the map less."""
    for node in list(graph.nodes):
        gate = graph.only_consumer(node.output[0], "Mul") if node.op_type == "HardSigmoid" else None
        add = graph.only_consumer(gate.output[0], "Add") if gate is not None else None
        if add is None:
            continue
        x = next(name for name in gate.input if name != node.output[0])
        if x not in add.input:
            continue
        more = node.output[0] + "_1"
        graph.add(graph.nodes.index(node) + 1, "Add", [node.output[0], graph.store(more + "_c", f32([1.0]))], more)
        graph.rename(add.output[0], gate.output[0])
        del gate.input[:]
        gate.input.extend([x, more])
        graph.drop(add)


def drop_mul_by_one(graph):
    for node in list(graph.nodes):
        if node.op_type == "Mul":
            value, other = graph.constant(node)
            if is_value(value, 1.0):
                graph.drop(node)
                graph.rename(node.output[0], other)


def shape(graph, name, values):
    return graph.store(name, np.array(values, dtype=np.int64))


def plain_layer_norms(graph):
    """Layer norm by MatMul: x · (I - 1/n) takes the mean off, squares · 1/n is the variance; gain and offset go into the linear map that follows."""
    for node in list(graph.nodes):
        if node.op_type != "Sub":
            continue
        x, mean = node.input
        centre = graph.producer(mean)
        power = graph.only_consumer(node.output[0], "Pow") or next(user for user in graph.consumers(node.output[0]) if user.op_type == "Pow")
        variance = graph.only_consumer(power.output[0], "ReduceMean")
        division = next(user for user in graph.consumers(node.output[0]) if user.op_type == "Div")
        gain = graph.only_consumer(division.output[0], "Mul")
        offset = graph.only_consumer(gain.output[0], "Add")
        gamma, _ = graph.constant(gain)
        beta, _ = graph.constant(offset)
        size = gamma.size
        ones = np.full((size, size), 1.0 / size)
        at = graph.nodes.index(centre)
        graph.drop(centre, node)
        graph.add(at, "MatMul", [x, graph.store("ln_centre", f32(np.eye(size) - ones))], node.output[0])
        at = graph.nodes.index(variance)
        graph.drop(variance)
        graph.add(at, "MatMul", [power.output[0], graph.store("ln_mean", f32(ones))], variance.output[0])
        graph.drop(gain, offset)
        fold_before_linear(graph, offset.output[0], gamma.astype(np.float64), beta.astype(np.float64))
        graph.rename(offset.output[0], division.output[0])


def fold_before_linear(graph, name, gamma, beta):
    users = [user for user in graph.consumers(name) if user.op_type != "Shape"]
    assert len(users) == 1
    user = users[0]
    while user.op_type in ("Reshape", "Transpose"):  # the last norm is followed by the way back to a map and a 1×1 convolution
        user = graph.consumers(user.output[0])[0]
    weight = graph.constants[user.input[1]].astype(np.float64)
    if user.op_type == "Conv":
        bias = np.array(weighted_sums(list(weight.reshape(weight.shape[0], -1)), beta))
        old = graph.constants[user.input[2]].astype(np.float64) if len(user.input) > 2 else 0.0
        inputs = [user.input[0], graph.store(user.output[0] + "_w", f32(weight * gamma.reshape(1, -1, 1, 1))), graph.store(user.output[0] + "_b", f32(old + bias))]
        del user.input[:]
        user.input.extend(inputs)
        return
    assert user.op_type == "MatMul"
    add = graph.only_consumer(user.output[0], "Add")
    old, _ = graph.constant(add)
    user.input[1] = graph.store(user.output[0] + "_w", f32(weight * gamma.reshape(-1, 1)))
    add.input[list(add.input).index(next(name for name in add.input if name in graph.constants))] = graph.store(
        user.output[0] + "_b", f32(old.astype(np.float64) + np.array(weighted_sums(list(weight.T), beta))))


def plain_attention(graph, heads=8, width=15):
    """One linear map for queries, keys and values, cut by slices of a 5-D tensor, becomes three; the scale goes into the queries' weights."""
    size = heads * width
    for node in list(graph.nodes):
        if node.op_type != "MatMul" or node.input[1] not in graph.constants or graph.constants[node.input[1]].shape != (size, 3 * size):
            continue
        add = graph.only_consumer(node.output[0], "Add")
        weight = graph.constants[node.input[1]].astype(np.float64)
        bias = graph.constant(add)[0].astype(np.float64)
        softmax = next(entry for entry in graph.nodes[graph.nodes.index(node):] if entry.op_type == "Softmax")
        product = graph.producer(softmax.input[0])
        scaled = graph.producer(product.input[0])
        scale = float(graph.constant(scaled)[0])
        values = graph.only_consumer(softmax.output[0], "MatMul")
        back = graph.only_consumer(values.output[0], "Transpose")
        reshape = graph.only_consumer(back.output[0], "Reshape")
        first, last = graph.nodes.index(node), graph.nodes.index(reshape)
        for entry in graph.nodes[first:last + 1]:
            if entry not in (softmax, product, values, back, reshape):
                graph.drop(entry)
        parts = {}
        at = graph.nodes.index(product)
        split = shape(graph, "split_heads", [1, -1, heads, width])
        for index, (part, factor, order) in enumerate((("q", scale, [0, 2, 1, 3]), ("k", 1.0, [0, 2, 3, 1]), ("v", 1.0, [0, 2, 1, 3]))):
            name = node.output[0] + "_" + part
            columns = slice(index * size, (index + 1) * size)
            graph.add(at, "MatMul", [node.input[0], graph.store(name + "_w", f32(weight[:, columns] * factor))], name + "_m")
            graph.add(at + 1, "Add", [name + "_m", graph.store(name + "_b", f32(bias[columns] * factor))], name + "_a")
            graph.add(at + 2, "Reshape", [name + "_a", split], name + "_r")
            graph.add(at + 3, "Transpose", [name + "_r"], name, perm=order)
            parts[part] = name
            at += 4
        product.input[0], product.input[1] = parts["q"], parts["k"]
        values.input[1] = parts["v"]
        reshape.input[1] = shape(graph, "join_heads", [1, -1, size])


def fixed_shapes(graph):
    """What is left of the computed shapes: a map of height 1 to a sequence and back."""
    for node in list(graph.nodes):
        if node.op_type == "Squeeze":
            at = graph.nodes.index(node)
            graph.drop(node)
            graph.add(at, "Reshape", [node.input[0], shape(graph, "to_sequence", [1, 120, -1])], node.output[0])
        elif node.op_type == "Reshape" and node.input[1] not in graph.constants:
            following = graph.consumers(node.output[0])[0]
            back = attribute(following, "perm", []) == [0, 3, 1, 2]
            node.input[1] = shape(graph, "to_map", [1, 1, -1, 120]) if back else shape(graph, "to_sequence", [1, 120, -1])
    needed = {graph.output}
    for node in reversed(list(graph.nodes)):
        if any(name in needed for name in node.output):
            needed.update(node.input)
        else:
            graph.drop(node)


def simplify(graph):
    drop_mul_by_one(graph)
    join_hard_swish(graph)  # first: its own "+ 3" must not be taken for the offset of a convolution
    fold_after_convolutions(graph)
    spread_scale(graph)
    fold_after_convolutions(graph)
    join_attention_gates(graph)
    own_layers(graph)


def scale_after(graph, name):
    """s and b where the only user of a map is Mul by s and then Add of b; the two are dropped."""
    mul = graph.only_consumer(name, "Mul")
    add = graph.only_consumer(mul.output[0], "Add") if mul is not None else None
    if add is None:
        return 1.0, 0.0
    scale, _ = graph.constant(mul)
    shift, _ = graph.constant(add)
    if scale is None or shift is None or scale.size != 1 or shift.size != 1:
        return 1.0, 0.0
    graph.drop(mul, add)
    graph.rename(add.output[0], name)
    return float(scale.reshape(-1)[0]), float(shift.reshape(-1)[0])


def own_layers(graph):
    """Depthwise convolutions and HardSwish as the layers of recognition/inference/NetLayers.h, which take in what stands around them: the offset before (outside the
    map, where a 0 stood, its negative stands then) and the scale and offset behind."""
    for node in list(graph.nodes):
        weight = graph.constants.get(node.input[1]) if node.op_type == "Conv" else None
        if weight is None or weight.shape[1] != 1 or attribute(node, "group", 1) != weight.shape[0]:
            continue
        size = weight.shape[2]
        assert size in (3, 5) and weight.shape[3] == size and attribute(node, "pads", []) == [size // 2] * 4
        source, outside = node.input[0], 0.0
        bias = graph.constants[node.input[2]]
        add = graph.producer(source)
        if add is not None and add.op_type == "Add" and graph.only_consumer(source, "Conv") is not None:
            shift, before = graph.constant(add)
            if shift is not None and shift.size == 1:
                source, outside = before, -float(shift.reshape(-1)[0])
                bias = f32(bias.astype(np.float64) + np.array(weighted_sums(list(weight.reshape(weight.shape[0], -1)), np.full(size * size, -outside))))
                graph.drop(add)
        output = node.output[0]
        swish = graph.only_consumer(output, "HardSwish")
        if swish is not None:
            output = swish.output[0]
            graph.drop(swish)
        gain, offset = scale_after(graph, output)
        steps = attribute(node, "strides", [1, 1])
        at = graph.nodes.index(node)
        graph.drop(node)
        graph.add(at, "XiaowuDepthwise", [source, node.input[1], graph.store(output + "_b", bias)], output,
                  step_y=steps[0], step_x=steps[1], outside=outside, swish=int(swish is not None), gain=gain, offset=offset)
    for node in list(graph.nodes):
        if node.op_type == "HardSwish":
            gain, offset = scale_after(graph, node.output[0])
            at = graph.nodes.index(node)
            graph.drop(node)
            graph.add(at, "XiaowuSwish", [node.input[0]], node.output[0], gain=gain, offset=offset)


def check(graph, allowed):
    kinds = {node.op_type for node in graph.nodes}
    if not kinds <= allowed:
        raise SystemExit("ocr_models: nodes are left that OpenCV 4.6 cannot run: " + ", ".join(sorted(kinds - allowed)))


MAPS = {"Conv", "ConvTranspose", "XiaowuDepthwise", "XiaowuSwish", "HardSigmoid", "Relu", "Sigmoid", "GlobalAveragePool", "Add", "Mul", "Concat"}


def rewrite_det(source, target):
    det = Graph(source)
    simplify(det)
    check(det, MAPS | {"Resize"})
    det.save(target, [1, 3, 640, 640], [1, 1, 640, 640])


def rewrite_rec(source, target):
    """The declared width is only what OpenCV infers its shapes with while reading; any multiple of 8 can be run."""
    rec = Graph(source)
    simplify(rec)
    plain_layer_norms(rec)
    plain_attention(rec)
    fixed_shapes(rec)
    check(rec, MAPS | {"AveragePool", "MatMul", "Reshape", "Transpose", "Softmax", "Pow", "Sqrt", "Div"})
    rec.save(target, [1, 3, 48, 320], [1, 40, 6625])
