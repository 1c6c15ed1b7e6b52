use serde_json::{Value as Json, json};

use super::{assert_values, scope};

fn orders(positions: &[usize]) -> Json {
    let orders = &scope()["trigger"]["orders"];
    positions
        .iter()
        .map(|position| orders[*position].clone())
        .collect()
}

#[test]
fn lists_are_taken_apart_and_put_together() {
    assert_values(&[
        ("join_list({{trigger.tags}})", json!("a,b")),
        ("join_list([1,null,\"x\"];-)", json!("1--x")),
        ("join_list({{trigger.name}};-)", json!("ann lee")),
        ("join_list({{trigger.missing}};-)", json!("")),
        (
            "join_list(pluck({{trigger.orders}};id);\" / \")",
            json!("1 / 2 / 3 / 4"),
        ),
        ("first_item({{trigger.tags}})", json!("a")),
        ("first_item({{trigger.name}})", json!("ann lee")),
        ("last_item({{trigger.missing}})", json!("")),
        ("item_at({{trigger.tags}};\"1\")", json!("b")),
        ("item_at({{trigger.tags}};2)", json!("")),
        ("item_at({{trigger.tags}};-1)", json!("")),
        ("count({{trigger.orders}})", json!(4)),
        ("count({{trigger.missing}})", json!(0)),
        ("count({{trigger.name}})", json!(1)),
        ("flatten([[1,[2]],3])", json!([1, [2], 3])),
        ("split_text_to_list(a , b;,)", json!(["a", "b"])),
        ("split_text_to_list(\"a\nb\";\"\n\")", json!(["a", "b"])),
        ("split_text_to_list(ab;\"\")", json!(["a", "b"])),
        ("reverse_list({{trigger.tags}})", json!(["b", "a"])),
        ("contains_item([1,2];2)", json!(true)),
        ("contains_item({{trigger.tags}};c)", json!(false)),
    ]);
}

#[test]
fn the_fields_of_items_are_used() {
    assert_values(&[
        (
            "filter_list({{trigger.orders}};status;open)",
            orders(&[0, 2]),
        ),
        (
            "filter_list({{trigger.orders}}; status;open)",
            orders(&[0, 2]),
        ),
        // A text equals the number it reads as.
        ("filter_list({{trigger.orders}};amount;50)", orders(&[0])),
        (
            "filter_list({{trigger.orders}};amount;{{trigger.missing}})",
            orders(&[3]),
        ),
        ("filter_list({{trigger.orders}};status;OPEN)", json!([])),
        ("filter_list({{trigger.missing}};status;open)", json!([])),
        (
            "sort_list({{trigger.orders}};amount;asc)",
            orders(&[2, 0, 1, 3]),
        ),
        (
            "sort_list({{trigger.orders}};amount; desc)",
            orders(&[1, 0, 2, 3]),
        ),
        (
            "sort_list({{trigger.orders}};status;asc)",
            orders(&[0, 2, 1, 3]),
        ),
        ("sort_list([b;a;c])", json!(["a", "b", "c"])),
        (
            "sort_list([10,9,\"x\",null,1])",
            json!([1, 9, 10, "x", null]),
        ),
        (
            "pluck({{trigger.orders}};amount)",
            json!([50, "200", 9.5, null]),
        ),
        ("pluck([1,{\"n\":2}];n)", json!([null, 2])),
        ("sum({{trigger.orders}};amount)", json!(259.5)),
        ("sum([1,\"2\",\"x\"])", json!(3)),
        ("sum([1,2];n)", json!(0)),
        ("average({{trigger.orders}};id)", json!(2.5)),
        ("average([])", json!(0)),
        ("max_in_list({{trigger.orders}};amount)", json!(200)),
        ("min_in_list({{trigger.orders}};amount)", json!(9.5)),
        ("min_in_list([3,1,2])", json!(1)),
        ("max_in_list([])", json!("")),
        ("deduplicate({{trigger.orders}};status)", orders(&[0, 1, 3])),
        ("deduplicate([1,1,\"1\"])", json!([1, "1"])),
        ("deduplicate([{\"a\":1},{\"a\":1}])", json!([{"a": 1}])),
    ]);
}
