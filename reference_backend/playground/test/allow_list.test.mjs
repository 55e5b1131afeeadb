import assert from 'node:assert/strict';
import {test} from 'node:test';

import {AllowList} from '../bridge/walls/allow_list.mjs';

test('a rule without a port allows every port of its host and no other host', () => {
  const list = new AllowList(['example.org']);
  assert.equal(list.allows('example.org', 443), true);
  assert.equal(list.allows('EXAMPLE.org.', 80), true);
  assert.equal(list.allows('www.example.org', 443), false);
  assert.equal(list.allows('example.org.evil.test', 443), false);
});

test('a rule with a port allows that port only', () => {
  const list = new AllowList(['10.0.0.1:8080', '[::1]:90']);
  assert.equal(list.allows('10.0.0.1', 8080), true);
  assert.equal(list.allows('10.0.0.1', 8081), false);
  assert.equal(list.allows('::1', 90), true);
  assert.equal(list.allows('::1', 91), false);
});

test('localhost and 127.0.0.1 are one host', () => {
  assert.equal(new AllowList(['localhost:90']).allows('127.0.0.1', 90), true);
  assert.equal(new AllowList(['127.0.0.1']).allows('localhost', 1), true);
});

test('an address is allowed once its name has resolved to it', () => {
  const list = new AllowList(['example.org:443']);
  assert.equal(list.allows('192.0.2.7', 443), false);
  list.note('example.org', [{address: '192.0.2.7', family: 4}]);
  assert.equal(list.allows('192.0.2.7', 443), true);
  assert.equal(list.allows('192.0.2.7', 80), false);
  assert.equal(list.allows('192.0.2.8', 443), false);
});

test('an empty list allows nothing', () => {
  assert.equal(new AllowList([]).allows('127.0.0.1', 80), false);
  assert.equal(new AllowList([]).knows('localhost'), false);
});
